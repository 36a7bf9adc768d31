package importer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/quote"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// A row may name several tasks in one cell and tell of each in a sentence of another (新改建农村公路70公里，改造危桥6座 |
// 新改建农村公路31.6公里，占任务的45.1%；改造危桥2座，占任务的33.3%). A person reads them in pairs, where each sentence has
// the words of its own task, and its share is that of it.

// Between tasks of one name, and sentences of one cell.
var (
	taskEnd     = regexp.MustCompile(`[，,；;。\n]+`)
	sentenceGap = regexp.MustCompile(`[；;。\n]+`)
)

// mostTogether bounds the tasks of one row.
const mostTogether = 6

// toldTask is one of such tasks, and the sentence that tells of it.
type toldTask struct {
	name, said string
	row        *huibao.FormRow
	short      bool // the name is the row's by its task alone
	quantity   huibao.Quantity
	share      string
}

// readTogether reads such a row; it reports whether it is one, all of which can be read.
func (u *ownTable) readTogether(n int, name string) bool {
	col := u.columns[huibao.FieldCumulative]
	if col == 0 || u.grid.At(n, col).Type != sheet.Text || len(u.grid.At(n, col).Raw) > maxProse {
		return false
	}
	tasks := u.tasksTogether(n, name)
	said := pieces(sentenceGap, u.withoutWhen(strings.TrimSpace(fold(u.grid.At(n, col).Raw))))
	if len(tasks) < 2 || len(said) != len(tasks) {
		return false
	}
	for i := range tasks {
		t := &tasks[i]
		t.said = u.withoutWhen(said[i])
		for j := range tasks {
			if i != j && sharedWords(t.said, tasks[j].name) >= sharedWords(t.said, t.name) {
				return false
			}
		}
		var of []decimal.Decimal
		if _, number := taskIn(t.name, t.row); number != "" {
			d, err := decimal.NewFromString(number)
			if err != nil {
				return false
			}
			of = append(of, d)
		}
		q, share, ok := u.told(t.said, t.name, t.row, of)
		if !ok || share == "" || u.ret.RowByCode(t.row.Code) != nil {
			return false
		}
		t.quantity, t.share = q, share
	}
	for _, t := range tasks {
		u.acceptTold(n, t)
	}
	return true
}

// tasksTogether are the tasks of a name; none where one of them is no indicator for certain, but for one by the task
// that stands in it.
func (u *ownTable) tasksTogether(n int, name string) (tasks []toldTask) {
	shorts := 0
	for _, piece := range pieces(taskEnd, fold(name)) {
		t := toldTask{name: piece}
		list := u.matches(piece)
		if standsOut(list, certain) {
			t.row = list[0].row
		} else if row := u.closest(u.table, n, piece, list); row != nil {
			t.row, t.short = row, true
			shorts++
		}
		if t.row == nil || t.row.Kind != huibao.KindCount || shorts > 1 || len(tasks) >= mostTogether || u.partOf(t.row) != "" || u.tabOfTown(u.table, t.row) ||
			slices.ContainsFunc(tasks, func(x toldTask) bool { return x.row == t.row }) {
			return nil
		}
		tasks = append(tasks, t)
	}
	return tasks
}

// pieces are what stands between, without blanks.
func pieces(between *regexp.Regexp, text string) (list []string) {
	for _, piece := range between.Split(text, -1) {
		if piece = strings.TrimSpace(piece); piece != "" {
			list = append(list, piece)
		}
	}
	return list
}

// sharedWords is how many characters the longest piece has that stands in two texts.
func sharedWords(a, b string) (long int) {
	text := []rune(a)
	for i := range text {
		for i+long < len(text) && strings.Contains(b, string(text[i:i+long+1])) {
			long++
		}
	}
	return long
}

// acceptTold takes one of them for its indicator.
func (u *ownTable) acceptTold(n int, t toldTask) {
	out := u.rowOf(u.table, n, t.row, t.name)
	v := out.Values.Cell(huibao.FieldCumulative)
	if v == nil {
		return
	}
	v.Quantity = t.quantity
	v.Remarks = []huibao.Remark{remark(huibao.RemarkWords, quote.Text(t.said)+"里“"+t.share+"%”是它占任务的比例，读作 "+t.quantity.String())}
	out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkTypedRate, Text: t.share + "%", Place: v.Source.Place()})
	if written, number := taskIn(t.name, t.row); written != "" && t.short {
		place := u.at(n, u.nameColumn())
		out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkIssuedOther, Place: place, Text: strings.Join([]string{string(huibao.FieldTarget), written, number}, "\n")})
		u.exact = false
		u.remark(huibao.RemarkRowUnclear, t.name+"\n"+candidates([]match{{t.row, likely}})+"\n"+t.quantity.String(), place)
		u.shorts = append(u.shorts, huibao.ReturnRow{Code: t.row.Code, Subject: t.row.Subject.Code, Kind: t.row.Kind, Sheet: u.Name, Row: out.Row, Name: t.name, ByName: true,
			Parts: []huibao.ReturnRow{out}, Remarks: []huibao.Remark{{Kind: huibao.RemarkShortName, Text: t.name, Place: place}}})
		return
	}
	u.taken = append(u.taken, "“"+t.name+"”读作 "+t.row.Code+" "+t.row.Name)
	u.ret.Rows = append(u.ret.Rows, out)
}
