package importer

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/quote"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// A register has a line for each project, house or person of one indicator, which its title
// names, and says of each how far it is. How many are done is counted by nobody but the unit;
// what stands there is shown.

// stateHeads head a register's column of how far each line is.
var stateHeads = regexp.MustCompile(`状态|进度|进展|是否|完成情况|形象|阶段|竣工|完工|验收情况`)

// finished are words for a line that is done.
var finished = regexp.MustCompile(`^(?:是|√|✓|✔|已?(?:全部)?(?:完工|竣工|完成|办结|建成|投用|通车|交付|验收|投入使用|发放|培训).{0,6})$`)

// mostStates is how many words of a column of states are shown; one with more of them is prose.
const mostStates = 6

// mostShownLines is how many lines of a page that is named after an indicator are shown each.
const mostShownLines = 3

// inRegister notes what a page that is named after an indicator shows of it.
func (s *spotter) inRegister() {
	of, name := s.titledBy()
	if len(of) == 0 {
		return
	}
	_, head := mostHeadings([]page{s.page})
	if head == 0 {
		return
	}
	rows, whole := s.lines(head)
	for _, row := range of {
		if s.missing[row.Code] == nil {
			continue
		}
		if n := s.rowOfAll(head, unitColumns, row); n > 0 && (whole > 0 || s.isSpan(n) || s.isOwnRow(n, row)) {
			s.add(row, n, 2, spotCols, likely, name, nil)
		}
		if whole == 0 && len(rows) <= mostShownLines && !slices.ContainsFunc(rows, s.namesAny) { // rows of what together may be it: 宫颈癌, 乳腺癌
			for _, n := range rows {
				s.add(row, n, 2, spotCols, likely, name, nil)
			}
		}
		for _, col := range s.stateColumns(head, rows) {
			s.countStates(row, head, col, rows, name)
		}
		s.countDated(row, head, rows, name)
	}
}

// namesAny reports whether a row is called as an indicator may be, or as a unit or town.
func (s *spotter) namesAny(n int) bool {
	return slices.ContainsFunc(textsOf(s.page, n), func(c sheet.Cell) bool {
		name := strings.TrimSpace(c.Raw)
		return c.Col <= spotNames && len(name) <= maxHeading && (len(s.matches(name)) > 0 || isTown(name) || s.known.Plan != nil && s.known.Plan.UnitNamed(name) != nil)
	})
}

// isSpan reports whether a row is called by a span of time.
func (s *spotter) isSpan(n int) bool {
	now := s.reported()
	return spanOf(s.rowUnit(s.page, n, 1), now.Year, now) != span{}
}

// titledBy are the rows that a page's title, its tab or the file's name is of, and the words.
func (s *spotter) titledBy() (list []*huibao.FormRow, words string) {
	file := strings.TrimSuffix(path.Base(s.file.Path), path.Ext(s.file.Path))
	_, head := mostHeadings([]page{s.page})
	for _, title := range append((table{page: s.page, head: max(head, 2)}).titles(), s.Name, file) {
		text := nameSigns.Replace(bareName(title))
		longest := 0
		for i := range s.form.Rows {
			row := &s.form.Rows[i]
			own := essence(row.Name)
			switch n := utf8.RuneCountInString(own); {
			case n < leastTitled || !strings.Contains(text, own) || n < longest:
			case n > longest:
				list, longest = []*huibao.FormRow{row}, n
			default:
				list = append(list, row)
			}
		}
		if len(list) > 0 {
			return list, strings.TrimSpace(title)
		}
	}
	return s.titledAlike()
}

// titledAlike are those of which the words stand in the title in another form.
func (s *spotter) titledAlike() (list []*huibao.FormRow, words string) {
	_, head := mostHeadings([]page{s.page})
	for _, title := range (table{page: s.page, head: max(head, 2)}).titles() {
		text := bareName(title)
		if s.known.Plan != nil {
			text = s.known.Plan.WithoutUnits(text, "")
		}
		text = officeBefore.ReplaceAllString(text, "")
		found := s.likeliest(besideName.ReplaceAllString(text, ""))
		if len(found) == 0 { // 农村 of the name itself
			found = s.likeliest(besideName.ReplaceAllStringFunc(text, func(word string) string {
				if placeWords[word] {
					return word
				}
				return ""
			}))
		}
		for _, m := range found {
			list = append(list, m.row)
		}
		if len(list) > 0 {
			return list, strings.TrimSpace(title)
		}
	}
	return nil, ""
}

// placeWords are those of besideName that names of indicators hold as well.
var placeWords = map[string]bool{"镇": true, "乡": true, "村": true, "社区": true}

// lines are the rows of a register, and the one of all of them.
func (s *spotter) lines(head int) (rows []int, whole int) {
	for _, n := range s.grid.Rows() {
		if n <= head || n > head+spotRows || len(s.grid.Row(n)) < 3 && !isTotal(s.rowUnit(s.page, n, 1)) {
			continue
		}
		if isTotal(s.rowUnit(s.page, n, 1)) || isTotal(s.rowUnit(s.page, n, 2)) {
			whole = n
			continue
		}
		rows = append(rows, n)
	}
	return rows, whole
}

// stateColumns are the columns of states: so headed, of few words that come again.
func (s *spotter) stateColumns(head int, rows []int) []int {
	var cols []int
	for _, c := range textsOf(s.page, head) {
		if !stateHeads.MatchString(c.Raw) || c.Col > spotCols {
			continue
		}
		kinds := map[string]bool{}
		words := true
		for _, n := range rows {
			x := s.grid.At(n, c.Col)
			kinds[strings.TrimSpace(x.Raw)] = true
			words = words && x.Type != sheet.Number && len(x.Raw) <= maxHeading
		}
		if words && len(kinds) <= mostStates+1 && slices.ContainsFunc(rows, func(n int) bool { return finished.MatchString(strings.TrimSpace(s.grid.At(n, c.Col).Raw)) }) {
			cols = append(cols, c.Col)
		}
	}
	return cols
}

// countStates notes how many lines are in each state, and what those that are done come to in the
// indicator's measure.
func (s *spotter) countStates(row *huibao.FormRow, head, col int, rows []int, name string) {
	if len(rows) == 0 {
		return
	}
	var order []string
	count := map[string]int{}
	var done []int
	for _, n := range rows {
		word := strings.TrimSpace(s.grid.At(n, col).Raw)
		if finished.MatchString(word) {
			done = append(done, n)
		}
		if word == "" {
			word = "空白"
		}
		if count[word] == 0 {
			order = append(order, word)
		}
		count[word]++
	}
	var parts []string
	for _, word := range order {
		parts = append(parts, word+" "+strconv.Itoa(count[word]))
	}
	heading := quote.Text(strings.TrimSpace(s.grid.At(head, col).Raw))
	at := s.at(rows[0], col)
	s.note(row.Code, sighting{at: at, words: name, text: s.ref(rows[0], col) + "起" + heading + "按行数是 " + strings.Join(parts, "、"), sure: certain - 1, worth: 6})
	for _, c := range textsOf(s.page, head) {
		if sum, ok := s.sumOf(done, c.Col); ok && c.Col != col && s.inMeasure(row, c.Raw) {
			s.note(row.Code, sighting{at: at, words: name, sure: certain - 1, worth: 7,
				text: s.ref(head, c.Col) + quote.Text(strings.TrimSpace(c.Raw)) + "中" + strings.Join(s.statesOf(done, col), "、") + "的合计 " + sum.String()})
		}
	}
}

// statesOf are the words for lines that are done.
func (s *spotter) statesOf(rows []int, col int) []string {
	var list []string
	for _, n := range rows {
		if word := strings.TrimSpace(s.grid.At(n, col).Raw); !slices.Contains(list, word) {
			list = append(list, word)
		}
	}
	return list
}

// inMeasure reports whether a column is headed by an indicator's measure: 户数, 面积（亩）.
func (s *spotter) inMeasure(row *huibao.FormRow, heading string) bool {
	bare, m := nameMeasure(heading)
	return m != "" && row.CountsAs(m) || row.Measure != "" && (strings.HasSuffix(bare, row.Measure+"数") || strings.HasSuffix(bare, row.Measure))
}

// sumOf is what the cells of a column in rows come to; false where one is no number.
func (s *spotter) sumOf(rows []int, col int) (sum decimal.Decimal, ok bool) {
	t := table{page: s.page}
	for _, n := range rows {
		d, is := t.figureAt(n, col)
		if !is {
			return sum, false
		}
		sum = sum.Add(d)
	}
	return sum, len(rows) > 0
}
