package report

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/template"
	"unicode/utf8"

	"huibao/internal/regexp"
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

// prose fills a template in with the facts of a period.
func (m *Model) prose(name string) ([]passage, error) {
	text, ok := m.Info.Texts[name]
	if !ok {
		return nil, fmt.Errorf("没有“%s”的文字模板", name)
	}
	return fillIn(name, text, m.facts(name))
}

// textFormat stands in the first line of a template: facts and words of another format would
// say something else, or nothing.
const textFormat = "{{/* 格式 2 */}}"

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
	if !strings.HasPrefix(strings.TrimPrefix(text, "\ufeff"), textFormat) {
		return nil, fmt.Errorf("文字模板“%s”不是现在的格式：第一行应以 %s 开头，可用的数据也已不同（见使用手册）；请照自带的模板改，或删去该文件以使用自带的模板", name, textFormat)
	}
	t, err := template.New(name).Option("missingkey=error").Funcs(words()).Parse(text)
	if err != nil {
		return nil, templateError(name, err)
	}
	if err := offered(t, text); err != nil {
		return nil, templateError(name, err)
	}
	if err := stepped(t, text); err != nil {
		return nil, templateError(name, err)
	}
	out := &bounded{left: maxProse}
	if err := t.Execute(out, onLines(facts)); err != nil {
		return nil, templateError(name, err)
	}
	return passages(out.b.String()), nil
}

// onLines are facts each on one line: a break in a name or in words of the plan's begins neither
// a paragraph nor a heading.
func onLines(facts map[string]any) map[string]any {
	flat := make(map[string]any, len(facts))
	for key, v := range facts {
		switch x := v.(type) {
		case string:
			v = joinLines(x)
		case []string:
			if slices.ContainsFunc(x, func(s string) bool { return s != joinLines(s) }) {
				list := make([]string, len(x))
				for i := range x {
					list[i] = joinLines(x[i])
				}
				v = list
			}
		}
		flat[key] = v
	}
	return flat
}

// joinLines joins the lines of a text.
func joinLines(s string) string {
	if !strings.ContainsAny(s, "\n\r") {
		return s
	}
	lines := strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' })
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Join(lines, "")
}

// templateLine finds the line in what text/template says.
var templateLine = regexp.MustCompile(`^template: [^:]*:(\d+)(?::\d+)?: (?:executing "[^"]*" at )?(.*)$`)

// What text/template says of a fact and of a function that there is not.
var (
	noKey      = regexp.MustCompile(`(?:<[^>]*>: )?map has no entry for key "([^"]*)"`)
	noFunction = regexp.MustCompile(`function "([^"]*)" not defined`)
	calling    = regexp.MustCompile(`<[^>]*>: error calling [^:]*: `)
	noList     = regexp.MustCompile(`(?:<[^>]*>: )?wrong type for value; expected \[\]string; got \S+`)
)

func templateError(name string, err error) error {
	text := noKey.ReplaceAllString(strings.ReplaceAll(err.Error(), "\n", " "), "没有“$1”这项数据")
	text = noFunction.ReplaceAllString(text, "没有“$1”这个函数")
	text = calling.ReplaceAllString(text, "")
	text = noList.ReplaceAllString(text, "这个函数只能用于列表")
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
	renumber(list)
	return list
}

// subNumber is what a heading of level 2 begins with; subNumbers are those in their order.
var (
	subNumber  = regexp.MustCompile(`^（[一二三四五六七八九十]）`)
	subNumbers = []rune("一二三四五六七八九十")
)

// renumber counts the headings of level 2 under each of level 1, of which a template sets some
// and some not; one alone bears no number.
func renumber(list []passage) {
	var under []int
	count := func() {
		for n, i := range under {
			text := subNumber.ReplaceAllString(list[i].text, "")
			if len(under) > 1 && n < len(subNumbers) {
				text = "（" + string(subNumbers[n]) + "）" + text
			}
			list[i].text = text
		}
		under = nil
	}
	for i := range list {
		switch {
		case list[i].level == 1:
			count()
		case list[i].level == 2 && subNumber.MatchString(list[i].text):
			under = append(under, i)
		}
	}
	count()
}

// words are the functions of the templates, beside those of text/template (less notOffered).
func words() template.FuncMap {
	return template.FuncMap{
		"顿号": func(list []string) string { return strings.Join(list, "、") },
		"数量": func(list []string) int { return len(list) },
		"列举": func(list []string, most int, measure ...string) string {
			return listed(list, most, "、", "等%d"+strings.Join(append(measure, "项")[:1], ""))
		},
		"逐项": func(list []string, most int) string { return listed(list, most, "；", "等%d项") },
		"分句": func(list []string, most int) string { return strings.Join(list[:min(len(list), max(most, 0))], "；") },
		"首":  func(list []string, most int) []string { return list[:min(len(list), max(most, 0))] },
		"序号": func(i int) int { return i + 1 },
		"加":  func(a, b int) int { return a + b },
		"减":  func(a, b int) int { return a - b },
		"或": func(lists ...[]string) bool {
			return slices.ContainsFunc(lists, func(l []string) bool { return len(l) > 0 })
		},
		"短": func(text string, most int) string {
			if r := []rune(text); len(r) > most {
				return string(r[:max(most, 0)]) + "……"
			}
			return text
		},
	}
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
	item := "新增学位（第1项）。累计1个，占年度任务2个的50%。责任单位市教育局。"
	full := map[string]any{"期": "2024年6月", "事由": "2024年6月民生实事任务进展情况", "略慢": 1, "数据截止": "2024年6月25日", "截止日": "6月25日", "印发单位": "办公室", "任务数": 27, "指标数": 85, "应评数": 73, "可评数": 69, "绿": 1, "黄": 1, "红": 1, "灰": 1, "慢": 2,
		"应报": 3, "首期": true, "到期": true, "无回表": false, "少报": false, "全部完成": false, "锁定": false, "县区多": false, "联系": true, "更正原因": "更正", "更正处": 2, "手改处": 1, "评价更正处": 1, "逐处": true, "原文号": "政办发〔2024〕5号", "补报期限": "7月15日", "单位": "甲县", "贵": "贵县", "报表": "尚未收到", "本单位评价": "评价。", "待改正": 1, "下期": "7月", "下期期限": "8月5日", "总体": "总体。", "未评": "未评。", "指标评价": "评价。", "变化": "变化。", "上期要求": "5月通报要求的事项：甲县已补报，逐条见附件4。", "请示": "请示。"}
	for _, key := range []string{"完成", "通过", "待说明", "退回", "退回单位", "未报", "待核", "核实单位", "不计入", "迟报", "更正", "滞后单位", "核实", "不计入项", "相差", "较快", "县区滞后", "本单位滞后", "未计入", "用语", "要求"} {
		full[key] = []string{"甲", "乙"}
	}
	full["滞后"], full["未落实"] = slices.Repeat([]string{item}, 40), []string{item}
	empty := map[string]any{}
	for key, v := range full {
		switch v.(type) {
		case int:
			empty[key] = 0
		case bool:
			empty[key] = key == "无回表"
		case []string:
			empty[key] = []string(nil)
		default:
			empty[key] = ""
		}
	}
	one := map[string]any{}
	for key, v := range full {
		one[key] = v
	}
	one["滞后"] = []string{item}
	return []map[string]any{full, empty, one}
}
