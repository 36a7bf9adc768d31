package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/quote"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// What heads a column of the form that we issued may come back shorter, or with its measure behind a stroke: where
// it stands between the columns that ours stands between it is the same, and whatever it says besides is asked.

// slashed is a heading with the measure behind its stroke in a bracket: 本期完成/个 as 本期完成(个).
func slashed(text string) string {
	at := strings.LastIndexAny(text, "/／")
	if at <= 0 || len(text) > maxHeading {
		return text
	}
	head, m := text[:at], strings.TrimLeft(text[at:], "/／")
	if _, is := nameMeasure("数(" + m + ")"); is == "" {
		return text
	}
	if _, known := fieldByHeading[plainHeading(head)]; !known {
		return text
	}
	return head + "(" + m + ")"
}

// takeShortened takes a column of our form without a heading that is known for the one that is missing where it
// stands, if the heading says nothing but a part of our own (发放人月), or of what was done in the period that month.
func (r *reader) takeShortened(t *table) {
	if r.ret.Stamp == nil || t.unissued || t.columns[huibao.FieldCode] == 0 {
		return
	}
	list := huibao.Columns(t.kind)
	for i, c := range list {
		if i == 0 || i+1 >= len(list) || !c.IsInput() || t.columns[c.Field] > 0 {
			continue
		}
		before, behind := t.columns[list[i-1].Field], t.columns[list[i+1].Field]
		if before == 0 || behind != before+2 {
			continue
		}
		heading := t.headText(t.head, before+1)
		if _, known := headingOf(heading); known || heading == "" || len(heading) > maxHeading {
			continue
		}
		if c.Field == huibao.FieldThis && r.isMonthAlone(heading) || isShortened(heading, c.Label) {
			t.columns[c.Field] = before + 1
		}
	}
}

// bareMonth is a month, with or without its year, and no more said than that its figures are counted.
var bareMonth = regexp.MustCompile(`^(?:(20\d\d)年)?(1[0-2]|0?[1-9])月(?:份|数|份数)?$`)

// isMonthAlone reports whether a heading names the period's own month alone.
func (r *reader) isMonthAlone(heading string) bool {
	p := r.reported()
	g := bareMonth.FindStringSubmatch(plainHeading(heading))
	return g != nil && !p.IsZero() && !p.Quarter && atoi(g[2]) == p.Month && (g[1] == "" || atoi(g[1]) == p.Year)
}

// shortenedLeast is how many characters of our heading one has at least.
const shortenedLeast = 3

// isShortened reports whether a heading has nothing but characters of ours, in their order, and half of them.
func isShortened(heading, label string) bool {
	short, whole := brackets.Replace(plainHeading(heading)), brackets.Replace(plainHeading(label))
	n := utf8.RuneCountInString(short)
	return within(short, whole) && n >= shortenedLeast && 2*n >= utf8.RuneCountInString(whole)
}

// unknownHeads lists the headings of a table that are none known, with their columns.
func (t table) unknownHeads() string {
	var list []string
	taken := map[int]bool{}
	for _, col := range t.columns {
		taken[col] = true
	}
	for _, c := range t.grid.Row(t.head) {
		text := strings.TrimSpace(c.Raw)
		if _, known := headingOf(text); known || taken[c.Col] || c.Type != sheet.Text || text == "" || len(text) > maxHeading || c.Col < t.from || c.Col > t.to {
			continue
		}
		list = append(list, quote.Text(text)+"（"+t.colText(c.Col)+"）")
	}
	return strings.Join(list[:min(len(list), maxCandidates)], "、")
}

// onlyGroups reports whether the headings of a table with no row of its own are those of groups over the columns of
// the one right below it (完成情况 over 上期累计, 本期完成, 本年累计), and say of no other time or thing.
func (r *reader) onlyGroups(t table) bool {
	if r.ret.Stamp == nil {
		return false
	}
	coded := slices.ContainsFunc(t.grid.Row(t.head+1), func(c sheet.Cell) bool {
		f, ok := headingOf(c.Raw)
		return ok && f == huibao.FieldCode
	})
	return coded && !slices.ContainsFunc(t.grid.Row(t.head), func(c sheet.Cell) bool {
		_, known := headingOf(c.Raw)
		return strings.TrimSpace(c.Raw) != "" && (!known || r.otherSpan(c.Raw) || holdsAny(c.Raw, othersThan))
	})
}
