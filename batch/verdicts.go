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
	Replaced string             `json:"replaced,omitempty"`
	WasPart  bool               `json:"was_part,omitempty"`
	State    huibao.ReturnState `json:"state"`
	Why      string             `json:"why,omitempty"`
	Findings []huibao.Finding   `json:"findings"`
	HeldOut  []string           `json:"held_out,omitempty"`
	LeftOut  []string           `json:"left_out,omitempty"`
	Personal bool               `json:"personal,omitempty"`
}

// verdictFormat changes with what is kept of a verdict.
const verdictFormat = 2

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
	parts [][]byte // nil for those that are not judged yet, and that can't be remembered
	left  int      // that are not judged yet
	there bool     // others are remembered of the file
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
	file := &fileVerdicts{key: fingerprint([]string{c.by, key}), there: true}
	ok, err := c.led.ReadingBytes(c.period, file.key, func(data []byte) error {
		parts, file.parts = unpackVerdicts(data)
		return nil
	})
	if err != nil || !ok || len(parts) == 0 {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := range parts {
		v := &parts[i]
		c.origins[v.Return] = &origin{file, i, v, again}
		list = append(list, v.Return)
	}
	c.used = append(c.used, file.key)
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
	part := from.part
	if slow {
		part = 0 // one return says so for the whole file
	}
	if part >= len(list) {
		return fmt.Errorf("%s：这份文件读出的表比上次少；请运行 huibao ledger rebuild 后再试", s.Path)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.origins, s.Return)
	s.Return = list[part]
	s.Unit = s.Return.Unit
	from.file.parts[from.part] = nil
	from.file.left++
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

// takeOrigin is the origin of a return that is about to be judged. It is known no longer, so that the
// return as it was read is let go when its verdict is there.
func (c *readings) takeOrigin(ret *huibao.Return) *origin {
	c.mu.Lock()
	defer c.mu.Unlock()
	from := c.origins[ret]
	delete(c.origins, ret)
	return from
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
	answers, twice := j.answersByUnit(), j.cache.twice(subs)
	var others []int
	for unit, list := range units {
		key := ""
		if unit != "" && !slices.ContainsFunc(list, func(i int) bool { return !check.IsReturn(&subs[i]) || twice(&subs[i]) }) {
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

// twice tells of which submissions another has the same content in the same place: what is kept
// of the file can't say which of them it is of.
func (c *readings) twice(subs []huibao.Submission) func(*huibao.Submission) bool {
	times := map[string]int{}
	file := func(s *huibao.Submission) string {
		if from := c.originOf(s.Return); from != nil {
			return fmt.Sprint(from.part, " ", from.file.key)
		}
		return ""
	}
	for i := range subs {
		times[file(&subs[i])]++
	}
	return func(s *huibao.Submission) bool { name := file(s); return name != "" && times[name] > 1 }
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
// files, what was handed in before, what the office decided and the unit explained, what it
// was issued, and when it signed. A decision that names another unit or none may still name a finding of a file.
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
	signed := 0 // of several files it says which are joined
	for _, i := range list {
		if len(list) > 1 {
			signed = max(signed, j.signedAt(&subs[i]))
		}
	}
	return fingerprint([]any{unit, files, answers[unit], answers[""], others, j.scene.state.Issued[unit], signed})
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
		if data, err = packVerdict(&verdict{key, s.Return, s.PartOf, s.ReplacedBy, s.WasPart, s.State, s.Why, s.Findings, s.HeldOut, s.LeftOut, s.Personal}); err != nil {
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

// unpackVerdicts reads the verdicts of a file, and gives their bytes where there are several; none where
// that can't be done: what another program wrote is made anew.
func unpackVerdicts(data []byte) (list []verdict, parts [][]byte) {
	defer func() {
		if recover() != nil {
			list, parts = nil, nil
		}
	}()
	whole := data
	next := func() []byte {
		n, at := binary.Uvarint(data)
		part := data[at : uint64(at)+n]
		data = data[uint64(at)+n:]
		return part
	}
	for len(data) > 0 {
		began := len(whole) - len(data)
		text, rows := next(), next()
		var v verdict
		if json.Unmarshal(text, &v) != nil || v.Return == nil {
			return nil, nil
		}
		v.Return.Rows = huibao.UnpackRows(string(rows))
		v.Return.Fold()
		v.Return.Claims, v.Return.Remarks, v.Findings = clipped(v.Return.Claims), clipped(v.Return.Remarks), clipped(v.Findings)
		compact(v.Return)
		for i := range v.Findings {
			f := &v.Findings[i]
			share(&f.Code, (*string)(&f.Severity), (*string)(&f.Status), &f.Title, &f.Unit, &f.Sheet, &f.Cell, &f.Indicator, &f.Remedy)
		}
		list, parts = append(list, v), append(parts, whole[began:len(whole)-len(data)])
	}
	if len(parts) == 1 {
		return list, make([][]byte, 1) // it is judged anew or not at all
	}
	for i := range parts {
		parts[i] = slices.Clone(parts[i])
	}
	return list, parts
}
