package report

import (
	"errors"
	"io"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/annotate"
)

// Desk is where a unit's return goes back to: whom to call, and until when.
type Desk struct {
	Office, Contact, Phone string
	Deadline               huibao.Date
	Passed                 bool // on the day of the run the deadline has passed
}

// Annotate writes the copy of a return that goes back to its unit: its own workbook
// with a comment and a colour on each cell in question, and a first sheet that lists
// every finding with a link. For a file that cannot be annotated it writes a workbook
// with the list alone; why says, in Chinese, what is in the way.
func Annotate(w io.Writer, src io.ReaderAt, size int64, s *huibao.Submission, desk Desk) (why string, err error) {
	err = annotate.Into(w, src, size, notesOn(s), reviewList(s, desk, ""))
	var cannot *annotate.CannotError
	if !errors.As(err, &cannot) {
		return "", err
	}
	why = hindrance(s, cannot)
	return why, annotate.Alone(w, reviewList(s, desk, why))
}

// CopyExtension is what the name of an annotated copy must end with for its program to
// open it: .xlsm where the workbook may hold macros.
func CopyExtension(src io.ReaderAt, size int64) string {
	if ext, err := annotate.Extension(src, size); err == nil {
		return ext
	}
	return ".xlsx"
}

// hindrance says why a file can't be annotated, in the words of how it was read.
func hindrance(s *huibao.Submission, err *annotate.CannotError) string {
	if s.Return != nil {
		for _, r := range s.Return.Remarks {
			if r.Kind == huibao.RemarkOtherFormat && !strings.HasPrefix(r.Text, "压缩包 ") && !strings.HasPrefix(r.Text, "邮件 ") {
				return "文件是" + r.Text
			}
		}
	}
	return err.Why
}

// grades are how findings show at their cells.
var grades = map[huibao.Severity]annotate.Grade{huibao.Error: annotate.Must, huibao.Warning: annotate.Ask, huibao.Notice: annotate.Tell, huibao.Info: annotate.Plain}

// notesOn are what is said at the cells of a return, the gravest first.
func notesOn(s *huibao.Submission) []annotate.Note {
	var list []annotate.Note
	for _, f := range gravest(s.Findings) {
		f = maskFinding(f)
		for _, p := range f.Places() {
			if p.Cell == "" || p.Sheet == "" {
				continue
			}
			text := f.Severity.Label() + "（" + f.Code + "）：" + f.MessageAt(p)
			if f.Remedy != "" {
				text += "\n办法：" + f.Remedy
			}
			list = append(list, annotate.Note{Sheet: p.Sheet, Cell: p.Cell, Text: text, Grade: grades[f.Severity]})
		}
	}
	return list
}

// gravest are findings by severity; those of one cause stand together.
func gravest(list []huibao.Finding) []huibao.Finding {
	out := slices.Clone(list)
	first := map[string]int{}
	for i, f := range out {
		if _, ok := first[f.Code]; !ok {
			first[f.Code] = i
		}
	}
	slices.SortStableFunc(out, func(a, b huibao.Finding) int {
		if d := a.Severity.Rank() - b.Severity.Rank(); d != 0 {
			return d
		}
		return first[a.Code] - first[b.Code]
	})
	return out
}

// reviewGroups are the groups of the list, by what the unit has to do.
var reviewGroups = map[huibao.Severity]string{huibao.Error: "必须改正（强制性）", huibao.Warning: "请改正或说明原因（核实性）",
	huibao.Notice: "请知悉（告知性）", huibao.Info: "提示（提示性）"}

// reviewList is the sheet that lists every finding; why says what keeps them from the
// cells.
func reviewList(s *huibao.Submission, desk Desk, why string) annotate.List {
	e := NewFileEntry(s, nil)
	l := annotate.List{Widths: []int{8, 16, 62, 44, 10, 24}}
	line := func(class annotate.Class, text string) {
		l.Rows = append(l.Rows, annotate.Row{Class: class, Texts: []string{text}})
	}
	line(annotate.Title, huibao.ReviewSheet)
	line(annotate.Line, strings.TrimRight(e.Path+"　"+s.State.Label()+"　"+e.Why, "　"))
	line(annotate.Line, desk.ask())
	if why != "" {
		line(annotate.Line, "本文件只有意见清单，没有批注在表上："+why+"。请对照“位置”一栏在原文件中改正。")
	}
	if s.Return != nil {
		if _, macros := s.Return.Has(huibao.RemarkMacros); macros && why == "" {
			line(annotate.Line, "原文件带有宏：审核时没有运行，按原样保留。")
		}
	}
	l.Rows = append(l.Rows, annotate.Row{Class: annotate.Head, Texts: []string{"编号", "位置", "问题", "处理办法", "状态", "单位说明"}})
	l.Rows = append(l.Rows, reviewItems(gravest(e.Findings))...)
	line(annotate.Line, "说明请写在该行“说明”栏，整份文件的问题写在“填报说明”表的“其他情况说明”。本表和批注、底色由汇总单位添加，重新报送时不必删除。")
	line(annotate.Line, huibao.ReviewOf+s.SHA256)
	return l
}

// reviewItems are the findings in their groups.
func reviewItems(list []huibao.Finding) (rows []annotate.Row) {
	groups := []string{"一", "二", "三", "四"}
	for i, f := range list {
		if i == 0 || f.Severity != list[i-1].Severity {
			rows = append(rows, annotate.Row{Class: annotate.Group, Grade: grades[f.Severity], Texts: []string{groups[0] + "、" + reviewGroups[f.Severity]}})
			groups = groups[1:]
		}
		explanation := ""
		if f.Explanation != nil {
			explanation = *f.Explanation
		}
		rows = append(rows, annotate.Row{Class: annotate.Item, Sheet: f.Sheet, Cell: f.Cell,
			Texts: []string{f.Code, whereText(f), f.Message, f.Remedy, f.Status.Label(), explanation}})
	}
	return rows
}

// ask says what is to be done, until when, and whom to call.
func (d Desk) ask() string {
	text := "请在本文件或原文件中改正后重新报送"
	switch {
	case d.Deadline.IsZero():
	case d.Passed:
		text = "报送截止日（" + d.Deadline.Chinese() + "）已过，请尽快在本文件或原文件中改正后重新报送"
	default:
		text = "请于 " + d.Deadline.Chinese() + " 前在本文件或原文件中改正后重新报送"
	}
	if who := strings.Join(slices.DeleteFunc([]string{d.Office, d.Contact, d.Phone}, func(s string) bool { return s == "" }), " "); who != "" {
		text += "；有疑问请联系 " + who
	}
	return text + "。"
}
