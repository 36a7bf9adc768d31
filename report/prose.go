package report

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"unicode/utf8"

	"huibao"
)

// Texts are the templates of the official texts by name (通报, 专报 …).
type Texts map[string]string

// Bounds of a template and of what it gives.
const (
	maxTemplate = 256 << 10
	maxProse    = 1 << 20
)

// passage is one paragraph or heading of a text; refs are the indicators that its
// figures are of.
type passage struct {
	level int // 0: a paragraph
	text  string
	refs  []string
}

// prose fills a template in with the facts of a period; most is how many items it may
// name.
func (m *Model) prose(name string, most int) ([]passage, error) {
	text, ok := m.Info.Texts[name]
	if !ok {
		return nil, fmt.Errorf("没有“%s”的文字模板", name)
	}
	facts := m.facts()
	facts["最多"] = most
	return fillIn(name, text, facts)
}

// mostNamed is how many items a text names where it has room.
const mostNamed = 6

// CheckText tries a template on facts of every sort: nothing in, all done, much behind.
// What is wrong with it is an error that names its line.
func CheckText(name, text string) error {
	for _, facts := range trials() {
		if _, err := fillIn(name, text, facts); err != nil {
			return err
		}
	}
	return nil
}

func fillIn(name, text string, facts map[string]any) ([]passage, error) {
	if len(text) > maxTemplate || !utf8.ValidString(text) {
		return nil, fmt.Errorf("文字模板“%s”太长（上限 %d KB）或不是 UTF-8 编码", name, maxTemplate>>10)
	}
	t, err := template.New(name).Option("missingkey=error").Funcs(words()).Parse(text)
	if err != nil {
		return nil, templateError(name, err)
	}
	out := &bounded{left: maxProse}
	if err := t.Execute(out, facts); err != nil {
		return nil, templateError(name, err)
	}
	return passages(out.b.String()), nil
}

// templateLine finds the line in what text/template says.
var templateLine = regexp.MustCompile(`^template: [^:]*:(\d+)(?::\d+)?: (?:executing "[^"]*" at )?(.*)$`)

// What text/template says of a fact and of a function that there is not.
var (
	noKey      = regexp.MustCompile(`(?:<[^>]*>: )?map has no entry for key "([^"]*)"`)
	noFunction = regexp.MustCompile(`function "([^"]*)" not defined`)
)

func templateError(name string, err error) error {
	text := noKey.ReplaceAllString(strings.ReplaceAll(err.Error(), "\n", " "), "没有“$1”这项数据")
	text = noFunction.ReplaceAllString(text, "没有“$1”这个函数")
	if g := templateLine.FindStringSubmatch(text); g != nil {
		return fmt.Errorf("文字模板“%s”第 %s 行有误：%s；请改正，或删去该文件以使用自带的模板", name, g[1], g[2])
	}
	return fmt.Errorf("文字模板“%s”有误：%s", name, text)
}

// bounded takes so much and no more.
type bounded struct {
	b    bytes.Buffer
	left int
}

func (w *bounded) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errors.New("写出的文字过长")
	}
	return w.b.Write(p)
}

// Marks around an indicator's code in a filled-in text: they say whose figures stand
// there, and are not printed.
const refBegin, refEnd = "\x01", "\x02"

var refMark = regexp.MustCompile("\x01([^\x02]*)\x02")

// passages cuts a filled-in text into paragraphs and headings.
func passages(text string) []passage {
	var list []passage
	for _, line := range strings.Split(text, "\n") {
		p := passage{}
		for _, g := range refMark.FindAllStringSubmatch(line, -1) {
			if !slices.Contains(p.refs, g[1]) {
				p.refs = append(p.refs, g[1])
			}
		}
		p.text = strings.TrimSpace(refMark.ReplaceAllString(line, ""))
		for p.level < 2 && strings.HasPrefix(p.text, "#") {
			p.level++
			p.text = strings.TrimPrefix(p.text, "#")
		}
		if p.text = strings.TrimSpace(p.text); p.text != "" {
			list = append(list, p)
		}
	}
	return list
}

// words are the functions of the templates.
func words() template.FuncMap {
	return template.FuncMap{
		"顿号": func(list []string) string { return strings.Join(list, "、") },
		"数量": func(list any) (int, error) { return lengthOf(list) },
		"列举": func(list []string, most int, measure ...string) string {
			return listed(list, most, "、", "等%d"+strings.Join(append(measure, "项")[:1], ""))
		},
		"分句": func(list []string, most int) string { return strings.Join(list[:min(len(list), max(most, 0))], "；") },
		"前":  func(list []map[string]any, most int) []map[string]any { return list[:min(len(list), max(most, 0))] },
		"余":  func(list []map[string]any, most int) int { return max(len(list)-most, 0) },
		"序号": func(i int) int { return i + 1 },
		"加":  func(a, b int) int { return a + b },
		"短": func(text string, most int) string {
			if r := []rune(text); len(r) > most {
				return string(r[:max(most, 0)]) + "……"
			}
			return text
		},
	}
}

func lengthOf(list any) (int, error) {
	switch x := list.(type) {
	case []string:
		return len(x), nil
	case []map[string]any:
		return len(x), nil
	}
	return 0, fmt.Errorf("“数量”只能用于列表")
}

// listed joins a list; of a long one the first few are named, and how many there are.
func listed(list []string, most int, sign, rest string) string {
	if len(list) <= most {
		return strings.Join(list, sign)
	}
	return strings.Join(list[:max(most, 0)], sign) + fmt.Sprintf(rest, len(list))
}

// trials are facts of every sort that a template must be able to take.
func trials() []map[string]any {
	row := map[string]any{"句": "新增学位累计完成 1 个", "责任单位": "市教育局", "词": "滞后", "连续": 2, "原因": "天气"}
	full := map[string]any{"期": "2024年6月", "数据截止": "2024年6月25日", "印发单位": "办公室", "任务数": 27, "指标数": 85, "可评数": 69, "绿": 1, "黄": 1, "红": 1, "灰": 1,
		"占比": "50.00%", "红指标": 1, "应报": 3, "未计入行数": 2, "最多": 6, "首期": true, "到期": true, "无回表": false, "全部完成": false, "锁定": false, "联系": true, "更正原因": "更正", "更正处": 2}
	for _, key := range []string{"完成", "好转", "变差", "领先", "通过", "待说明", "退回", "未报", "待核", "不采用", "迟报", "更正"} {
		full[key] = []string{"甲", "乙"}
	}
	full["滞后"] = slices.Repeat([]map[string]any{row}, 40)
	empty := map[string]any{}
	for key, v := range full {
		switch v.(type) {
		case int:
			empty[key] = 0
		case bool:
			empty[key] = key == "无回表"
		case []string:
			empty[key] = []string(nil)
		case []map[string]any:
			empty[key] = []map[string]any(nil)
		default:
			empty[key] = ""
		}
	}
	one := map[string]any{}
	for key, v := range full {
		one[key] = v
	}
	one["滞后"] = []map[string]any{row}
	return []map[string]any{full, empty, one}
}

// facts are what a template may say of a period. Every indicator's sentence bears a
// mark of its code.
func (m *Model) facts() map[string]any {
	f := map[string]any{"期": m.Period.Chinese(), "数据截止": m.Plan.Day(m.Period).CutOff.Chinese(), "印发单位": m.Plan.Office,
		"任务数": len(m.Tasks), "指标数": m.Of, "可评数": m.Judged, "绿": m.Lights[huibao.Green], "黄": m.Lights[huibao.Yellow], "红": m.Lights[huibao.Red], "灰": m.Lights[huibao.Grey],
		"应报": len(m.Units), "首期": m.Previous == nil || m.Previous.Period.Year != m.Period.Year, "到期": m.Period.Month == 12, "锁定": m.Locked(), "联系": m.Plan.Office != "",
		"更正": m.corrected(), "更正原因": m.correctionWhy(), "更正处": len(m.Corrections())}
	judged := m.Lights[huibao.Green] + m.Lights[huibao.Yellow] + m.Lights[huibao.Red]
	f["占比"] = ""
	if judged > 0 {
		f["占比"] = huibao.RatioOf(int64(m.Lights[huibao.Green]), int64(judged)).PercentText(2)
	}
	m.taskFacts(f, judged)
	m.unitFacts(f)
	f["领先"] = m.leading()
	lagging, reds := m.lagging()
	f["滞后"], f["红指标"] = lagging, reds
	return f
}

func (m *Model) taskFacts(f map[string]any, judged int) {
	done, better, worse := []string{}, []string{}, []string{}
	for _, t := range m.Tasks {
		name := fmt.Sprintf("第%d项“%s”", t.No, t.Title)
		switch {
		case t.S.Done:
			done = append(done, name)
		case strings.HasPrefix(t.Change, "好转"):
			better = append(better, name)
		case strings.HasPrefix(t.Change, "变差"):
			worse = append(worse, name)
		}
	}
	f["完成"], f["好转"], f["变差"] = done, better, worse
	f["全部完成"] = judged > 0 && len(done) == judged
}

func (m *Model) unitFacts(f map[string]any) {
	states, late := map[string][]string{}, []string{}
	counts := false
	for _, u := range m.Units {
		states[u.State] = append(states[u.State], u.Name)
		if u.Sub != nil && u.Sub.LateDays > 0 {
			late = append(late, u.Name)
		}
		counts = counts || u.Sub != nil && u.Sub.Counts()
	}
	held := 0
	for i := range m.Submissions {
		if m.Submissions[i].Counts() {
			held += len(m.Submissions[i].HeldOut)
		}
	}
	for _, s := range []string{"通过", "待说明", "退回", "未报", "待核", "不采用"} {
		f[s] = states[s]
	}
	f["迟报"], f["未计入行数"], f["无回表"] = late, held, !counts
}

// marked is an indicator's sentence, without blanks between numbers and words, and
// with the mark of its code.
func marked(r IndicatorRow) string {
	return refBegin + r.Code + refEnd + strings.ReplaceAll(r.Text, " ", "")
}

// leading are the counts ahead of their pace that miss no unit, the furthest first.
func (m *Model) leading() []string {
	var list []IndicatorRow
	for _, r := range m.Rows {
		if r.S.Light == huibao.Green && r.S.Points.Valid() && r.S.Points.Sign() > 0 && r.Kind == huibao.KindCount && len(r.S.Holes) == 0 && r.S.Share.Sign() > 0 {
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(a, b IndicatorRow) int { return b.S.Points.Cmp(a.S.Points) })
	var texts []string
	for _, r := range list {
		texts = append(texts, marked(r))
	}
	return texts
}

// lagging are the yellow and red indicators, the red first, and how many are red.
func (m *Model) lagging() (list []map[string]any, reds int) {
	var rows []IndicatorRow
	for _, r := range m.Rows {
		if r.S.Light == huibao.Yellow || r.S.Light == huibao.Red {
			rows = append(rows, r)
			if r.S.Light == huibao.Red {
				reds++
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b IndicatorRow) int {
		if a.S.Light != b.S.Light {
			if a.S.Light == huibao.Red {
				return -1
			}
			return 1
		}
		return 0
	})
	for _, r := range rows {
		list = append(list, map[string]any{"句": marked(r), "责任单位": m.Plan.UnitName(m.Plan.ResponsibleOf(r.Indicator)), "词": r.S.Word, "连续": r.S.Behind, "原因": m.cause(r)})
	}
	return list, reds
}

// cause is the first explanation that a unit gave in an indicator's row.
func (m *Model) cause(r IndicatorRow) string {
	for _, a := range m.Plan.Assignments(r.Indicator) {
		if s := m.Counting(a.Return); s != nil && s.Return != nil {
			if row := s.Return.RowByCode(r.Code); row != nil && row.Note() != "" {
				return m.Plan.UnitName(a.Subject) + "：" + strings.TrimRight(maskedText(row.Note()), "。．；;，,. ")
			}
		}
	}
	return ""
}
