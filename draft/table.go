package draft

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"huibao/internal/numeral"
)

// column is what a column of a plan's table holds.
type column string

const (
	colNo       column = "序号"
	colCategory column = "类别"
	colTitle    column = "任务"
	colBody     column = "内容"
	colTarget   column = "目标"
	colMeasure  column = "计量单位"
	colDeadline column = "时限"
	colLead     column = "牵头"
	colSupport  column = "配合"
	colLeader   column = "领导"
	colIgnored  column = "不取"
	colHead     column = "表头" // a whole row of headings
)

// columnWords are the headings of each column: equal is the whole heading, holds a
// piece of it. The first column that fits is taken.
var columnWords = []struct {
	column       column
	equal, holds []string
}{
	{colIgnored, nil, []string{"投资", "资金", "金额", "电话", "联系人", "备注", "地点", "地址", "来源", "上年", "去年", "完成情况", "进展", "进度", "完成数", "占比", "完成率", "完成比例", "实际完成", "累计完成", "已完成", "一季度", "二季度", "三季度", "四季度", "上半年", "下半年", "1季度", "2季度", "3季度", "4季度", "节点", "保障措施", "建设性质"}},
	{colNo, []string{"序", "项次", "编号", "No.", "NO", "号"}, []string{"序号"}},
	{colLeader, nil, []string{"领导", "负责人", "责任人"}},
	{colSupport, nil, []string{"配合", "协办", "协同", "参与", "相关单位", "协作", "协助"}},
	{colLead, nil, []string{"牵头", "责任单位", "责任部门", "主办", "负责单位", "实施单位", "承办", "主管", "主要单位", "实施主体", "责任主体", "主责", "牵头部门", "单位分工", "落实单位"}},
	{colDeadline, nil, []string{"时限", "完成时间", "期限", "建设时间", "实施时间", "起止", "完成日期", "建设工期", "建设周期"}},
	{colMeasure, []string{"单位", "计量单位", "计量", "目标单位", "数量单位"}, []string{"计量单位"}},
	{colTarget, []string{"数值"}, []string{"目标值", "任务数", "目标数", "计划数", "数量", "年度目标", "年度任务", "全年任务", "全年目标", "目标任务", "工作目标", "建设规模", "计划任务", "指标值", "年度计划", "目标"}},
	{colBody, nil, []string{"内容", "举措", "措施", "具体任务", "工作要求", "任务要求", "主要任务", "标准", "任务描述", "实施方案", "做法"}},
	{colCategory, []string{"分类"}, []string{"类别", "类型", "工程名", "领域", "大类", "板块", "一级", "工程类"}},
	{colTitle, []string{"任务", "指标", "名称", "项目", "事项"}, []string{"项目", "事项", "任务", "实事", "工程", "工作", "指标", "名称"}},
}

func columnOf(heading string) column {
	h := strings.ReplaceAll(strings.ReplaceAll(joined(heading), "\n", ""), " ", "")
	if i := strings.IndexByte(h, '('); i > 0 {
		if strings.Contains(h[i:], "元") {
			return colIgnored
		}
		h = h[:i]
	}
	if h == "" || utf8.RuneCountInString(h) > 14 {
		return ""
	}
	for _, c := range columnWords {
		if slices.Contains(c.equal, h) {
			return c.column
		}
		for _, w := range c.holds {
			if strings.Contains(h, w) {
				return c.column
			}
		}
	}
	return ""
}

// tableReader reads the rows of one table.
type tableReader struct {
	doc      *document
	columns  map[column][]int
	heads    []string
	fresh    bool // nothing but headings was read
	category string
	last     *task
	block    int // of the row that is read
}

// readTables reads the tasks of every table with a plan's headings, and returns the
// blocks outside them.
func (d *document) readTables(blocks []Block) []Block {
	var rest []Block
	var r *tableReader
	table := 0
	for n, b := range blocks {
		if b.Cells == nil {
			if r != nil && categoryMark.MatchString(b.Text) && utf8.RuneCountInString(b.Text) < 40 {
				r.category = categoryName(b.Text)
			} else {
				rest = append(rest, b)
			}
			continue
		}
		if r != nil && b.Table == table && r.fresh && r.subheadings(b.Cells) {
			d.columns[n] = map[column][]int{colHead: nil}
			continue
		}
		if cols := headings(b.Cells); cols != nil {
			category := ""
			var last *task
			if r != nil {
				category = r.category
				last = r.last
			}
			d.columns[n] = map[column][]int{colHead: nil}
			r, table = &tableReader{doc: d, fresh: true, columns: cols, heads: b.Cells, category: category, last: last}, b.Table
			continue
		}
		if r == nil || b.Table != table && len(b.Cells) < 3 {
			rest = append(rest, Block{Text: strings.Join(b.Cells, " ")})
			continue
		}
		d.columns[n], d.heads[n] = r.columns, r.heads
		r.block = n
		r.row(b.Cells)
	}
	return rest
}

// headings are the columns of a row of headings; nil where it is none: it needs two
// columns and what is to be done.
func headings(cells []string) map[column][]int {
	cols := map[column][]int{}
	filled, known := 0, 0
	for i, c := range cells {
		if c == "" {
			continue
		}
		filled++
		if k := columnOf(c); k != "" {
			known++
			cols[k] = append(cols[k], i)
		}
	}
	hasText := len(cols[colTitle])+len(cols[colBody])+len(cols[colTarget]) > 0
	who := len(cols[colNo])+len(cols[colLead])+len(cols[colTarget])+len(cols[colCategory])+len(cols[colDeadline]) > 0
	if !hasText || !who || known < 2 || known*2 < filled {
		return nil
	}
	if titles := cols[colTitle]; len(titles) > 1 {
		cols[colTitle], cols[colBody] = titles[:1], append(titles[1:len(titles):len(titles)], cols[colBody]...)
	}
	if leads := cols[colLead]; len(leads) > 1 {
		cols[colLead], cols[colSupport] = leads[:1], append(leads[1:len(leads):len(leads)], cols[colSupport]...)
	}
	if len(cols[colTitle])+len(cols[colBody]) == 0 {
		cols[colBody] = cols[colTarget]
		delete(cols, colTarget)
	}
	return cols
}

// subheadings takes a second row of headings: those under a heading that spans
// several columns.
func (r *tableReader) subheadings(cells []string) bool {
	found := map[int]column{}
	for i, c := range cells {
		k := columnOf(c)
		if c != "" && (k == "" || i < len(r.heads) && c != r.heads[i] && r.heads[i] != "" && columnOf(r.heads[i]) == colNo) {
			return false
		}
		if c != "" {
			found[i] = k
		}
	}
	for i, k := range found {
		for c, list := range r.columns {
			r.columns[c] = slices.DeleteFunc(list, func(j int) bool { return j == i })
		}
		r.columns[k] = append(r.columns[k], i)
		slices.Sort(r.columns[k])
	}
	return len(found) > 0
}

// get is the text of a column; of several columns of the kind, the texts together.
func (r *tableReader) get(cells []string, c column) string {
	var list []string
	for _, i := range r.columns[c] {
		if i < len(cells) && cells[i] != "" {
			list = append(list, cells[i])
		}
	}
	return strings.Join(list, "\n")
}

// rowThing is what a row's target column counts: the one clause of its text, else its
// title.
func rowThing(title, body string) string {
	if body != "" && utf8.RuneCountInString(body) <= maxTitle && !strings.ContainsAny(strings.TrimRight(body, "。"), "，；。\n") {
		return body
	}
	return title
}

// filled is the first column of the kind that holds something.
func (r *tableReader) filled(cells []string, c column) int {
	for _, i := range r.columns[c] {
		if i < len(cells) && cells[i] != "" {
			return i
		}
	}
	return 0
}

// row reads a task, a row that goes on with one, or a category.
func (r *tableReader) row(cells []string) {
	r.fresh = false
	if one := onlyCell(cells); one != "" && r.standsFirst(cells) && !isDigit(one[0]) && utf8.RuneCountInString(one) < 60 && !strings.HasSuffix(one, "。") {
		if !strings.HasPrefix(one, "注") && !strings.Contains(one, "合计") {
			r.category = categoryName(one)
		}
		return
	}
	no, title, body := r.get(cells, colNo), r.get(cells, colTitle), r.get(cells, colBody)
	if c := r.get(cells, colCategory); c != "" {
		r.category = categoryName(joined(strings.ReplaceAll(c, "\n", "")))
	}
	if title+body == "" && r.get(cells, colTarget) == "" || strings.Contains(no+title, "合计") {
		return
	}
	if r.goesOn(no, title) {
		r.last.body = append(r.last.body, lines(title, body)...)
		r.target(cells, rowThing(title, body), title, body)
		r.who(cells)
		return
	}
	if m := itemMark(title); no == "" && m.level == 3 {
		no, title = strconv.Itoa(m.no), m.rest
	}
	t := &task{no: number(no), category: r.category}
	t.title, t.body = titleAndBody(title, body)
	r.doc.tasks = append(r.doc.tasks, t)
	r.last = t
	r.target(cells, rowThing(t.title, body), title, body)
	r.who(cells)
}

// goesOn reports whether a row goes on with the task above: its number is empty
// though the table numbers its tasks.
func (r *tableReader) goesOn(no, title string) bool {
	if r.last == nil || len(r.columns[colNo]) == 0 {
		return r.last != nil && title == "" && len(r.columns[colTitle]) > 0
	}
	return no == ""
}

// standsFirst reports whether a row's only text stands where a category's name does:
// in the first column, or in that of the numbers or categories.
func (r *tableReader) standsFirst(cells []string) bool {
	first := slices.IndexFunc(cells, func(c string) bool { return c != "" })
	return first == 0 || slices.Contains(r.columns[colNo], first) || slices.Contains(r.columns[colCategory], first) || categoryMark.MatchString(cells[first])
}

// who reads the units, deadline and leader of a row into the task.
func (r *tableReader) who(cells []string) {
	t := r.last
	t.lead = addNames(t.lead, unitNames(r.get(cells, colLead)))
	t.support = addNames(t.support, unitNames(r.get(cells, colSupport)))
	if s := joined(r.get(cells, colDeadline)); s != "" && t.deadline == "" {
		t.deadline = s
	}
	if s := strings.Join(strings.Fields(r.get(cells, colLeader)), "、"); s != "" && t.leader == "" {
		t.leader = s
	}
}

// target reads a row's target columns: a bare number is a target by itself, words
// are read as text.
func (r *tableReader) target(cells []string, name string, words ...string) {
	text := joined(r.get(cells, colTarget))
	if text == "" {
		return
	}
	measure := joined(r.get(cells, colMeasure))
	if text = withoutMeasure(text, &measure); !bareNumber(text) && onlyNumbers(text) {
		measure = "" // its own stand in it
	} else if !bareNumber(text) {
		r.last.body = append(r.last.body, lines(text)...)
		return
	}
	if measure == "" && bareNumber(text) {
		measure = r.measureOfHeading()
	}
	r.last.held = true
	r.last.rows = append(r.last.rows, targetRow{name: joined(strings.ReplaceAll(name, "\n", "")), target: text, measure: measure, words: words,
		at: cellAt{r.block, r.filled(cells, colTarget)}})
}

// measureOfHeading is the measure in the bracket of a target column's heading:
// 全年任务目标(个).
func (r *tableReader) measureOfHeading() string {
	for _, i := range r.columns[colTarget] {
		h := joined(r.heads[i])
		if at := strings.IndexByte(h, '('); at > 0 && strings.HasSuffix(h, ")") {
			return h[at+1 : len(h)-1]
		}
	}
	return ""
}

// withoutMeasure takes the measure off a number in a target column: 2500人.
func withoutMeasure(text string, measure *string) string {
	for _, w := range boundWords {
		if rest, ok := strings.CutPrefix(text, w.word); ok {
			text = w.sign + rest
		}
		if rest, ok := strings.CutSuffix(text, w.word); ok {
			text = w.sign + rest
		}
	}
	list := scan(text)
	if len(list) != 1 || list[0].upper != nil || list[0].approx || list[0].isMoney() || strings.Trim(text[:list[0].from], "≥≤><=") != "" {
		return text
	}
	if m := list[0]; m.measure != "" && m.to == len(text) && (*measure == "" || plain(*measure) == m.measure) {
		*measure = m.measure
		return text[:m.numberTo]
	}
	return text
}

// onlyNumbers reports whether a target column's text is numbers with their measures and
// bounds, and nothing else: 不低于720元/月, 1条/5.2公里.
func onlyNumbers(text string) bool {
	rest := ""
	from := 0
	for _, m := range scan(text) {
		if m.why != "" {
			return false
		}
		rest += text[from:m.from]
		from = m.to
	}
	if from == 0 {
		return false
	}
	rest += text[from:]
	for _, w := range boundWords {
		rest = strings.ReplaceAll(rest, w.word, "")
	}
	return strings.Trim(rest, "、，/；和及约≥≤><= ") == ""
}

// boundWords are bounds in a target column, and the sign of each.
var boundWords = []struct{ word, sign string }{{"不少于", "≥"}, {"不低于", "≥"}, {"达到", "≥"}, {"不超过", "≤"}, {"不高于", "≤"}, {"以上", "≥"}, {"以内", "≤"}, {"以下", "≤"}}

func bareNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789.,%≥≤>=<万亿 ") == "" && strings.ContainsAny(s, "0123456789")
}

// number reads a task's number: 3, 03, 3., 三, (三).
func number(s string) int {
	s = strings.Trim(s, "第项件 .、()。\n")
	if n := atoi(s); n > 0 {
		return n
	}
	if v, ok := numeral.Value(s); ok && v < 1000 {
		return int(v)
	}
	return 0
}

// categoryName strips the number in front of a category, and what stands in a
// bracket behind it.
func categoryName(s string) string {
	s = strings.TrimSpace(categoryMark.ReplaceAllString(s, ""))
	s = strings.TrimSpace(itemMark(s).rest)
	if i := strings.IndexByte(s, '('); i > 0 && strings.HasSuffix(s, ")") {
		s = s[:i]
	}
	return strings.TrimSuffix(s, "。")
}

func lines(texts ...string) []string {
	var list []string
	for _, t := range texts {
		for _, l := range strings.Split(t, "\n") {
			if l = strings.TrimSpace(l); l != "" {
				list = append(list, l)
			}
		}
	}
	return list
}
