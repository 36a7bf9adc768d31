package check

import (
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/thorough"
)

// countyInput is the return of a county whose rows are those of testdata/notes/rows.txt: code, kind, mode, name,
// measure, what counts as done, numerator, denominator, target, last cumulative and figures.
func countyInput(t *testing.T) Input {
	t.Helper()
	in := input(good())
	in.Form.Unit.Name = "海原县"
	in.Form.Rows, in.Return.Rows = nil, nil
	for i, line := range linesOf(t, "rows") {
		f := strings.Split(line, "\t")
		row := huibao.FormRow{Promise: huibao.Promise{Code: f[0], Kind: huibao.Kind(f[1]), Mode: huibao.Mode(f[2]), Name: f[3], Measure: f[4], DoneMeans: f[5], Numerator: f[6], Denominator: f[7], Comparator: huibao.AtLeast}}
		if f[8] != "" {
			row.Target, row.Allocated = huibao.MustNum(f[8]), true
		}
		if f[9] != "" {
			row.Prior = huibao.Prior{Period: huibao.Period{Year: 2024, Month: 5}, Counted: true, Values: map[huibao.Field]huibao.Quantity{huibao.FieldCumulative: huibao.MustNum(f[9])}}
		}
		in.Form.Rows = append(in.Form.Rows, row)
		out := huibao.ReturnRow{Code: f[0], Kind: row.Kind, Sheet: row.Kind.Label(), Row: i + 4}
		for _, figure := range strings.Fields(f[10]) {
			field, text, _ := strings.Cut(figure, "=")
			d, err := decimal.NewFromString(text)
			if err != nil {
				t.Fatal(err)
			}
			out.Values.Set(huibao.Value{Field: huibao.Field(field), Text: text, Quantity: huibao.Num(d), Source: huibao.Source{Sheet: out.Sheet, Cell: "F4"}})
		}
		in.Return.Rows = append(in.Return.Rows, out)
	}
	return in
}

func linesOf(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/notes/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
}

// TestExplainedNotes reads notes of clerks on the rows of a county, a row a line: of the truthful ones none
// is asked about, of the others each.
func TestExplainedNotes(t *testing.T) {
	for list, want := range map[string]bool{"true": false, "doubted": true} {
		in := countyInput(t)
		s := &scope{Input: in, misread: map[string]bool{}, blocked: map[string]bool{}, doubted: map[huibao.Place]bool{}}
		rows := map[string]pair{}
		for _, p := range s.rows("") {
			rows[p.Code] = p
		}
		for _, line := range linesOf(t, list) {
			code, notes, _ := strings.Cut(line, "\t")
			p, known := rows[code]
			if !known {
				t.Fatal(code)
			}
			for _, note := range strings.Split(notes, "|") {
				h, asked := saidOf(s, p, note, "说明里")
				if asked != want {
					t.Errorf("%s: %s %s: %s", list, code, note, h.message)
				}
				if asked && (h.place.Cell == "" || h.remedy == "" || !h.holds) {
					t.Errorf("%s: %+v", note, h)
				}
			}
		}
	}
}

// TestLongNote asks about a note of which nobody could tell which of its numbers is the row's, and reads no more of it.
func TestLongNote(t *testing.T) {
	in := countyInput(t)
	s := &scope{Input: in, misread: map[string]bool{}, blocked: map[string]bool{}, doubted: map[huibao.Place]bool{}}
	p := s.rows("")[0]
	for note, long := range map[string]bool{
		strings.Repeat("3处、", mostNumbers):     false,
		strings.Repeat("3处、", mostNumbers+1):   true,
		strings.Repeat("进展顺利。", mostClauses-1): false,
		strings.Repeat("进展顺利。", mostClauses+1): true,
		strings.Repeat("好", mostCharacters):    false,
		strings.Repeat("好", mostCharacters+1):  true,
		strings.Repeat("1", 32000):             true,
	} {
		h, asked := saidOf(s, p, note, "说明里")
		if got := asked && strings.Contains(h.message, "写得太长"); got != long {
			t.Errorf("%.20s…, %d bytes: %v %s", note, len(note), asked, h.message)
		}
	}
}

// TestAskedAtShown asks of a row that has its cumulative alone with the figure that stands in its cell, and not with
// the month's that follows from it.
func TestAskedAtShown(t *testing.T) {
	got := messages(t, "L14", "prior 1.1 cumulative 40\ndrop 1.1 this\nset 1.1 note 其中5个点还没验收，先报上了")
	if want := "填的是 50"; !strings.Contains(got, want) {
		t.Errorf("%q lacks %q", got, want)
	}
}

// TestDoubtAmongTruths puts each doubtful note among three truthful ones of its row: what is true beside a doubt
// settles none, but for one in twenty; the truthful ones together are not asked about. A plain run takes every third.
func TestDoubtAmongTruths(t *testing.T) {
	in := countyInput(t)
	s := &scope{Input: in, misread: map[string]bool{}, blocked: map[string]bool{}, doubted: map[huibao.Place]bool{}}
	rows, truths := map[string]pair{}, map[string][]string{}
	for _, p := range s.rows("") {
		rows[p.Code] = p
	}
	for _, line := range linesOf(t, "true") {
		code, notes, _ := strings.Cut(line, "\t")
		truths[code] = append(truths[code], strings.Split(notes, "|")...)
	}
	var silent []string
	looked, together := 0, map[string]bool{}
	step := thorough.Rounds(t, 3, 1)
	for _, line := range linesOf(t, "doubted") {
		code, notes, _ := strings.Cut(line, "\t")
		list := truths[code]
		for i, note := range strings.Split(notes, "|") {
			if len(list) < 3 {
				break
			}
			if i%step != 0 {
				continue
			}
			a, b, c := list[i%len(list)], list[(i+1)%len(list)], list[(i+2)%len(list)]
			looked++
			if _, asked := saidOf(s, rows[code], a+"。"+b+"。"+note+"。"+c, "说明里"); !asked {
				silent = append(silent, code+" "+note)
			}
			three := a + "。" + b + "。" + c
			if together[code+three] { // of many doubtful notes they are the same
				continue
			}
			together[code+three] = true
			if h, asked := saidOf(s, rows[code], three, "说明里"); asked {
				t.Errorf("%s: %s", code, h.message)
			}
		}
	}
	if looked < 900/(2*step+1) || len(silent)*20 > looked {
		t.Errorf("%d of %d are silent:\n%s", len(silent), looked, strings.Join(silent, "\n"))
	}
}
