package batch

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"huibao"
	"huibao/act"
	"huibao/check"
	"huibao/ledger"
)

// verdict is what check made of one return, as the ledger remembers it: it holds while
// everything is the same that its key is of. What other units' figures add to it, and which
// version counts, is never remembered.
type verdict struct {
	Key      string             `json:"key"` // unitKey
	Return   *huibao.Return     `json:"return"`
	PartOf   string             `json:"part_of,omitempty"`
	State    huibao.ReturnState `json:"state"`
	Why      string             `json:"why,omitempty"`
	Findings []huibao.Finding   `json:"findings"`
	HeldOut  []string           `json:"held_out,omitempty"`
	LeftOut  []string           `json:"left_out,omitempty"`
	Personal bool               `json:"personal,omitempty"`
}

// verdictFormat changes with what is kept of a verdict.
const verdictFormat = 1

// origin is where a return comes from: of several in one file which, and how it is had again
// as it was read.
type origin struct {
	file  *fileVerdicts
	part  int
	kept  *verdict // that is remembered of it, whose return it is; nil where it was read
	again func() ([]*huibao.Return, error)
}

// fileVerdicts are those of the returns of one file, while they are made.
type fileVerdicts struct {
	key   string
	parts [][]byte
	left  int  // that are not judged yet
	there bool // others are remembered of the file
}

// judgedBy is the digest of everything that the verdicts of a period depend on but for what is
// the unit's own; "" where nothing of it is remembered.
func judgedBy(j *judge, setting string) string {
	by := program()
	if by == "" {
		return ""
	}
	return fingerprint([]any{verdictFormat, huibao.PackFormat(), by, setting, j.scene.plan.Plan.Hash(), j.plan.Hash(), j.scene.past.digest, j.scene.past.figures.all})
}

// known gives the returns of a file as they were judged last, where all that has no owner is as
// it was.
func (c *readings) known(key string, again func() ([]*huibao.Return, error)) (list []*huibao.Return, err error) {
	if c.doubt || c.anew || c.by == "" {
		return nil, nil
	}
	var parts []verdict
	own := fingerprint([]string{c.by, key})
	ok, err := c.led.ReadingBytes(c.period, own, func(data []byte) (err error) {
		parts, err = unpackVerdicts(data)
		return err
	})
	if err != nil || !ok {
		return nil, err
	}
	file := &fileVerdicts{key: own, parts: make([][]byte, len(parts)), left: len(parts), there: true}
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := range parts {
		v := &parts[i]
		c.origins[v.Return] = &origin{file, i, v, again}
		list = append(list, v.Return)
	}
	c.used = append(c.used, own)
	return list, nil
}

// come notes where returns that were read come from.
func (c *readings) come(key string, list []*huibao.Return) {
	if c.by == "" {
		return
	}
	own := fingerprint([]string{c.by, key})
	file := &fileVerdicts{key: own, parts: make([][]byte, len(list)), left: len(list)}
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, ret := range list {
		c.origins[ret] = &origin{file: file, part: i}
	}
	c.used = append(c.used, own)
}

// reread puts a return as it was read in the place of one that was judged before.
func (c *readings) reread(s *huibao.Submission, from *origin) error {
	list, err := from.again()
	slow := errors.Is(err, errSlow)
	if slow {
		list, err = c.unread(), nil
	}
	if err != nil {
		return fmt.Errorf("%s：%w", s.Path, err)
	}
	if from.part >= len(list) {
		return fmt.Errorf("batch: %s has fewer returns than it had", s.Path)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.origins, s.Return)
	s.Return = list[from.part]
	s.Unit = s.Return.Unit
	if !slow {
		c.origins[s.Return] = &origin{file: from.file, part: from.part}
	}
	return nil
}

func (c *readings) originOf(ret *huibao.Return) *origin {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.origins[ret]
}

// recall finds which verdicts are remembered and hold; every other return is as it was read
// afterwards. A unit's files stand or fall together: what is said of one depends on the others.
func (j *judge) recall(ctx context.Context, subs []huibao.Submission) error {
	if j.cache.by == "" {
		return nil
	}
	units := map[string][]int{}
	for i := range subs {
		if s := &subs[i]; s.Return != nil {
			units[s.Unit] = append(units[s.Unit], i)
		}
	}
	answers := j.answersByUnit()
	var others []int
	for unit, list := range units {
		key := ""
		if unit != "" && !slices.ContainsFunc(list, func(i int) bool { return !check.IsReturn(&subs[i]) }) {
			key = j.unitKey(subs, list, unit, answers)
			j.keys[unit] = key
		}
		holds := key != "" && !slices.ContainsFunc(list, func(i int) bool {
			from := j.cache.originOf(subs[i].Return)
			return from == nil || from.kept == nil || from.kept.Key != key
		})
		if !holds {
			others = append(others, list...)
		}
	}
	was := make([]string, len(others))
	err := parallel(ctx, j.opt.workers(len(others)), len(others), func(k int) error {
		s := &subs[others[k]]
		was[k] = s.Unit
		if from := j.cache.originOf(s.Return); from != nil && from.kept != nil {
			return j.cache.reread(s, from)
		}
		return nil
	})
	for k, i := range others {
		if subs[i].Unit != was[k] { // it took too long: what is said of the unit's other files is not remembered
			delete(j.keys, was[k])
		}
	}
	return err
}

// recalled is the verdict that holds of a submission, or nil.
func (j *judge) recalled(s *huibao.Submission) *verdict {
	if from := j.cache.originOf(s.Return); from != nil {
		return from.kept
	}
	return nil
}

// answersByUnit are decisions and explanations, by the unit that they name.
func (j *judge) answersByUnit() map[string][]any {
	m := map[string][]any{}
	for _, d := range j.decided {
		m[d.Unit] = append(m[d.Unit], d)
	}
	for _, a := range j.scene.state.Answers() {
		if a.Act.Kind == act.Explain {
			m[a.Unit] = append(m[a.Unit], []any{a.Act.N, a.Code, a.Row, a.Basis, a.Text})
		}
	}
	return m
}

// unitKey is the digest of what the verdicts on a unit's files depend on beside judgedBy: the
// files, what was handed in before, what the office decided and the unit explained, and what it
// was issued. A decision that names another unit or none may still name a finding of a file.
func (j *judge) unitKey(subs []huibao.Submission, list []int, unit string, answers map[string][]any) string {
	type file struct {
		N, Part, Moved          int
		Path, SHA, From, Before string
		Gone, Withdrawn         bool
		Receipt                 huibao.Receipt
	}
	var files []file
	for _, i := range list {
		s := &subs[i]
		files = append(files, file{s.N, s.Part, s.Moved, s.Path, s.SHA256, s.From, j.first[s.SHA256], s.Gone, s.Withdrawn, s.Receipt})
	}
	var others []huibao.Decision
	for _, d := range j.decided {
		if d.Unit != unit && slices.ContainsFunc(list, func(i int) bool { return names(d.Ref, subs[i].SHA256) }) {
			others = append(others, d)
		}
	}
	return fingerprint([]any{unit, files, answers[unit], answers[""], others, j.scene.state.Issued[unit]})
}

// names reports whether a reference is to a file or to a finding in it.
func names(ref, sha string) bool {
	return sha != "" && len(ref) >= 8 && ref[:8] == sha[:min(8, len(sha))]
}

// remember keeps the verdict on a submission, whose return was another before it was judged.
func (j *judge) remember(s *huibao.Submission, from *origin) error {
	if from == nil {
		return nil
	}
	var data []byte
	if key := j.keys[s.Unit]; key != "" && s.Return.Unit == s.Unit {
		j.cache.restsOn(s, from, key)
		var err error
		if data, err = packVerdict(&verdict{key, s.Return, s.PartOf, s.State, s.Why, s.Findings, s.HeldOut, s.LeftOut, s.Personal}); err != nil {
			return err
		}
	}
	return j.cache.judged(from, data)
}

// judged notes the verdict on a part of a file; when all are there, they are kept, unless one of
// them can't be.
func (c *readings) judged(from *origin, data []byte) error {
	if c.dry {
		return nil
	}
	c.mu.Lock()
	f := from.file
	f.parts[from.part] = data
	f.left--
	whole := f.left == 0 && !slices.ContainsFunc(f.parts, func(p []byte) bool { return p == nil })
	c.mu.Unlock()
	if !whole {
		return nil
	}
	d, err := ledger.EncodeBytes(slices.Concat(f.parts...))
	if err != nil {
		return err
	}
	f.parts = nil
	if f.there {
		c.replace(f.key, d)
		return nil
	}
	return c.keep(f.key, d)
}

// packVerdict writes a verdict: its JSON without the rows of its return, and those packed, each
// behind its length.
func packVerdict(v *verdict) ([]byte, error) {
	rows := v.Return.PackRows()
	head, bare := *v, *v.Return
	bare.Rows, head.Return = nil, &bare
	text, err := json.Marshal(head)
	if err != nil {
		return nil, err
	}
	out := append(binary.AppendUvarint(nil, uint64(len(text))), text...)
	return append(binary.AppendUvarint(out, uint64(len(rows))), rows...), nil
}

// errVerdict says that what was kept is none: a fault of the program, since it was proved.
var errVerdict = errors.New("batch: a verdict can't be read")

func unpackVerdicts(data []byte) (list []verdict, err error) {
	next := func() []byte {
		n, at := binary.Uvarint(data)
		if at <= 0 || uint64(len(data)-at) < n {
			err = errVerdict
			return nil
		}
		part := data[at : at+int(n)]
		data = data[at+int(n):]
		return part
	}
	for len(data) > 0 {
		text, rows := next(), next()
		if err != nil {
			return nil, err
		}
		var v verdict
		if err := json.Unmarshal(text, &v); err != nil {
			return nil, err
		}
		v.Return.Rows = huibao.UnpackRows(string(rows))
		compact(v.Return)
		for i := range v.Findings {
			f := &v.Findings[i]
			share(&f.Code, (*string)(&f.Severity), (*string)(&f.Status), &f.Title, &f.Unit, &f.Sheet, &f.Cell, &f.Indicator, &f.Remedy)
		}
		list = append(list, v)
	}
	return list, nil
}
