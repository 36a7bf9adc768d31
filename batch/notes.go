package batch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"huibao/act"
	"huibao/internal/sheet"
	"huibao/report"
	"huibao/statement"
)

// typedNotes are the acts of what the office typed into the draft's workbook since the last run
// wrote it, which this one is going to write over: notes that are new, others, or gone. A row
// that is not there any more takes nothing away.
func (n *runner) typedNotes(ctx context.Context, in *intake) ([]act.Act, error) {
	if in.plan == nil || in.state.Locked() {
		return nil, nil
	}
	last, err := lastRun(ctx, n.led, n.opt.Period)
	if err != nil {
		return nil, err
	}
	name := path.Join("out", n.opt.Period.String(), workbookFile)
	i := slices.IndexFunc(last.Outputs, func(o act.Output) bool { return path.Base(o.Name) == workbookFile })
	if i < 0 || sameContent(n.w, name, last.Outputs[i].SHA256) {
		return nil, nil
	}
	typed, err := n.readNotes(ctx, in, filepath.FromSlash(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, fmt.Errorf("%s 被改动过，读不出其中填写的意见：%w；请另存到别处，或从文件夹中移走，再运行", name, err)
	}
	locks := in.state.Locks
	edition := len(locks) > 0 && locks[len(locks)-1].N > last.Head // what lies there is an edition's, which prints none
	var acts []act.Act
	for _, t := range typed {
		if in.state.Note(t) == t.Text || t.Text == "" && edition {
			continue
		}
		if !in.state.TakesNotes(t.Unit) {
			in.notes = append(in.notes, fmt.Sprintf("%s 中对%s的意见没有记入：该单位没有解锁（%s：%s）", workbookFile, in.plan.Plan.UnitName(t.Unit), t.Column, t.Text))
			continue
		}
		acts = append(acts, act.New(act.Remark, t.Column, t))
	}
	if !edition || len(acts) > 0 {
		in.notes = append(in.notes, rewritten(len(acts)))
	}
	return acts, nil
}

// rewritten tells what became of a draft's workbook that was changed by hand.
func rewritten(notes int) string {
	taken := "其中没有新的意见"
	if notes > 0 {
		taken = fmt.Sprintf("其中的意见已记入 %d 处", notes)
	}
	return workbookFile + " 在上次运行以后被改动过：" + taken + "；改动的数、文字和格式不作数，已重新写过"
}

// readNotes reads the notes of a draft's workbook, in the order of its rows.
func (n *runner) readNotes(ctx context.Context, in *intake, name string) ([]act.Typed, error) {
	f, err := openRegular(n.w.Dir, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	b, err := sheet.Open(ctx, f, info.Size(), workbookFile, n.opt.Limits)
	if err != nil {
		return nil, sheet.Ours(err)
	}
	var list []act.Typed
	var gone []string // a column is “sheet”的column
	sheets := 0
	for _, of := range report.NoteSheets {
		s := b.SheetByName(of.Name)
		if s == nil {
			gone = append(gone, "“"+of.Name+"”一页")
			continue
		}
		sheets++
		r := &noteReader{of: of, in: in, where: n.where(), date1904: b.Date1904}
		if err := s.Cells(ctx, func(c sheet.Cell) error { r.cell(c); return nil }); err != nil {
			return nil, sheet.Ours(err)
		}
		r.end()
		list = append(list, r.list...)
		if columns := slices.DeleteFunc(slices.Clone(of.Columns), r.has); len(columns) > 0 {
			gone = append(gone, "“"+of.Name+"”的"+strings.Join(columns, "、")+"栏")
		}
	}
	if sheets == 0 {
		return nil, errNoNotes
	}
	if len(gone) > 0 {
		in.notes = append(in.notes, fmt.Sprintf("%s 中没有%s（被删掉，或改了名）：那里填的意见没有读到，以前记入的仍保留；要记入，请在新的 %s 中再填", workbookFile, strings.Join(gone, "、"), workbookFile))
	}
	return in.onePlace(list), nil
}

// errNoNotes is of what lies in the workbook's place and is none of this program's: what was typed may be lost in it.
var errNoNotes = errors.New("里面不是汇总表，填意见的各页一张也没有")

// onePlace makes one note of those of one place, which a draft prints in each of its rows: what
// was typed over it in some of them, else what stood there. Only what was cleared in all of them
// is gone; where it was cleared in some it stays, and that is told.
func (in *intake) onePlace(list []act.Typed) []act.Typed {
	type place struct{ unit, code, row, column string }
	type said struct {
		anew          []string
		kept, cleared bool
	}
	at := map[place]int{}
	var notes []act.Typed
	var rows []said
	for _, t := range list {
		p := place{t.Unit, t.Code, t.Row, t.Column}
		i, seen := at[p]
		if !seen {
			i = len(notes)
			at[p] = i
			notes, rows = append(notes, t), append(rows, said{})
		}
		switch {
		case t.Text == in.state.Note(t):
			rows[i].kept = true
		case t.Text == "":
			rows[i].cleared = true
		case !slices.Contains(rows[i].anew, t.Text):
			rows[i].anew = append(rows[i].anew, t.Text)
		}
	}
	for i, r := range rows {
		t := &notes[i]
		switch {
		case len(r.anew) > 0:
			t.Text = strings.Join(r.anew, "；")
		case r.kept && r.cleared:
			t.Text = in.state.Note(*t)
			in.notes = append(in.notes, fmt.Sprintf("%s 中对%s%s的意见在几行里只清空了一部分，仍保留（%s：%s）；要去掉，请在各行都清空",
				workbookFile, in.plan.Plan.UnitName(t.Unit), t.Row, t.Column, t.Text))
		}
	}
	return notes
}

// noteReader reads the notes of one sheet, cell by cell.
type noteReader struct {
	of       report.NoteSheet
	in       *intake
	where    act.Where
	date1904 bool
	heads    map[int]string
	row      map[string]string // by heading
	at       int
	list     []act.Typed
}

func (r *noteReader) cell(c sheet.Cell) {
	if c.Row != r.at {
		r.end()
		r.at, r.row = c.Row, map[string]string{}
	}
	text := c.Raw
	if v, ok := sheet.Display(c, r.date1904); ok {
		text = v.Text
	}
	text = strings.TrimSpace(text)
	if c.Row == 1 {
		if r.heads == nil {
			r.heads = map[int]string{}
		}
		r.heads[c.Col] = strings.TrimSuffix(text, "ƒ")
		return
	}
	r.row[r.heads[c.Col]] = text
}

// end takes the notes of a row that has been read.
func (r *noteReader) end() {
	if r.at <= 1 {
		return
	}
	t := act.Typed{Where: r.where, Code: r.row[r.of.Code], Row: r.row[r.of.Row]}
	u := r.in.plan.Plan.UnitByName(r.row[r.of.Unit])
	if u != nil && r.of.Unit != "" {
		t.Unit = u.Code
	}
	if r.row["键"] == "" || r.of.Unit != "" && u == nil && !report.IsNoUnit(r.row[r.of.Unit]) {
		r.lost()
		return
	}
	for _, column := range r.of.Columns {
		if !r.has(column) {
			continue // the column was deleted
		}
		t.Column, t.Text = column, r.row[column]
		r.list = append(r.list, t)
	}
}

// lost says what was typed in a row of which one can't tell what it is of: one that was put in, or
// whose unit was written over.
func (r *noteReader) lost() {
	for _, column := range r.of.Columns {
		if text := r.row[column]; text != "" {
			r.in.notes = append(r.in.notes, fmt.Sprintf("%s“%s”第 %d 行的意见没有记入：认不出是哪个单位、哪一行的（%s：%s）", workbookFile, r.of.Name, r.at, column, text))
		}
	}
}

func (r *noteReader) has(column string) bool {
	for _, h := range r.heads {
		if h == column {
			return true
		}
	}
	return false
}

// notesOf are the notes of a period's draft.
func notesOf(s *act.State) []statement.Note {
	var list []statement.Note
	for _, t := range s.Notes {
		list = append(list, statement.Note{Unit: t.Unit, Code: t.Code, Row: t.Row, Column: t.Column, Text: t.Text})
	}
	return list
}
