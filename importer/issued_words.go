package importer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/numtext"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// What we printed into a row in words may come back with a word more: its name with (估算), its
// 分母含义 as another number of people. The figures beside it are then others, unless a person would
// take the same words behind the number itself for none of its business (readings.md, 1 and 4).

// describeWords remarks the words of a row that came back with another meaning than those that
// we print, now or when the return was issued.
func (r *reader) describeWords(t table, n int, row *huibao.FormRow, out *huibao.ReturnRow) {
	known := []*huibao.FormRow{row}
	if r.ret.Stamp != nil {
		if old := r.ret.Stamp.RowByCode(row.Code); old != nil {
			known = append(known, old)
		}
	}
	for _, f := range []huibao.Field{huibao.FieldIndicator, huibao.FieldNumerName, huibao.FieldDenomName, huibao.FieldBasis} {
		col := t.columns[f]
		if col == 0 || t.grid.At(n, col).Type == sheet.Blank || len(t.grid.At(n, col).Raw) > maxProse {
			continue
		}
		typed, printed := t.grid.At(n, col).Raw, ""
		same := slices.ContainsFunc(known, func(p *huibao.FormRow) bool {
			printed = cmp.Or(printed, printedWords(p, f)[0])
			return r.sameWords(p, f, typed)
		})
		if same || printed == "" || f == huibao.FieldIndicator && saysFigure(known, typed, out) {
			continue
		}
		if _, other := out.Has(huibao.RemarkRowMismatch); other && f == huibao.FieldIndicator {
			continue // S13 says so
		}
		text := strings.Join([]string{string(f), strings.Join(strings.Fields(typed), " "), printed}, "\n")
		out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkIssuedWords, Place: t.at(n, col), Text: text})
	}
}

// saysFigure reports whether behind a row's name stands no more than the figure that was filled in beside it, with
// its measure.
func saysFigure(known []*huibao.FormRow, typed string, out *huibao.ReturnRow) bool {
	for _, row := range known {
		rest, is := strings.CutPrefix(tidyName(typed, row.Code), tidyName(row.Name, row.Code))
		number := strings.TrimSuffix(strings.Trim(rest, "()"), row.Measure)
		if !is || row.Measure == "" || len(number) == len(rest) {
			continue
		}
		d, err := decimal.NewFromString(number)
		for _, f := range []huibao.Field{huibao.FieldThis, huibao.FieldCumulative} {
			if filled, ok := out.Quantity(f).Decimal(); err == nil && ok && filled.Equal(d) {
				return true
			}
		}
	}
	return false
}

// printedWords are what we print in a column of words, and what it is also called.
func printedWords(row *huibao.FormRow, f huibao.Field) []string {
	switch f {
	case huibao.FieldNumerName:
		return []string{row.Numerator}
	case huibao.FieldDenomName:
		return []string{row.Denominator}
	case huibao.FieldBasis:
		return append([]string{row.Basis.Label()}, basisWords[row.Basis]...)
	}
	return append([]string{row.Name}, row.Aliases...)
}

// basisWords are other words for over which time a rate's numbers go.
var basisWords = map[huibao.Basis][]string{huibao.BasisYear: {"累计", "年累计", "本年", "当年累计"}, huibao.BasisNow: {"期末", "时点数", "期末数", "期末时点", "期末时点数", "月末", "月末时点", "季末", "当前", "现有"}}

var (
	// nameNumber is what people put around a name without a meaning: its number, a star.
	nameNumber = regexp.MustCompile(`^(?:\(?\d{1,3}(?:\.\d{1,3})*[\])、.．]+|\(?[一二三四五六七八九十]{1,3}[)、.]+|其中:|(?:全县|全旗|本县|我县|本区|我区|本单位)(?:的)?)+`)
	doneNote   = regexp.MustCompile(`〔([^〕]*)〕?`)
	// ofName are endings of a name that say nothing of its figures.
	ofName = regexp.MustCompile(`^(?:(?:工作|任务|项目|工程|活动)?(?:数|数量|情况|完成数|完成情况|合计|总数)?|指标|目标)$`)
)

// inBrackets is what a printed text tells besides.
var inBrackets = regexp.MustCompile(`\([^()]*\)`)

// nameMarks may stand at either end of a name.
const nameMarks = "*※★☆●▲◆、.。,;:" + circled

// circled are numbers of one character.
const circled = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿"

var cornered = strings.NewReplacer("【", "(", "】", ")", "[", "(", "]", ")")

// sameWords reports whether a text has the meaning of what we print there.
func (r *reader) sameWords(row *huibao.FormRow, f huibao.Field, typed string) bool {
	if f == huibao.FieldIndicator && !r.sameDoneNote(row, typed) {
		return false
	}
	known, near := printedWords(row, f), false
	tidy := make([]string, len(known))
	for i, k := range known {
		tidy[i] = tidyName(k, row.Code)
	}
	bare := r.plainName(row, f, tidyName(typed, row.Code), tidy)
	for _, want := range tidy {
		if want == "" {
			continue
		}
		if bare == "" || strings.Contains(want, bare) && utf8.RuneCountInString(bare) >= 2 || particles.Replace(bare) == particles.Replace(want) || bare == inBrackets.ReplaceAllString(want, "") {
			return true
		}
		if verb, is := strings.CutSuffix(bare, want); is && f == huibao.FieldIndicator && slices.Contains(plainVerbs, verb) {
			return true
		}
		if before, behind, holds := strings.Cut(bare, want); holds {
			near = true
			if r.meansNothing(row, f, before, behind) {
				return true
			}
			continue
		}
		head, inside, has := strings.Cut(bare, "(")
		if ownHead, _, _ := strings.Cut(want, "("); has && head == ownHead && f == huibao.FieldIndicator {
			near = true
			if r.meansNothing(row, f, "", "("+inside) {
				return true
			}
		}
	}
	return f == huibao.FieldIndicator && !near // another name is the code's and S13's business
}

// sameDoneNote reports whether what we print of what counts as done stands there, or less of it.
func (r *reader) sameDoneNote(row *huibao.FormRow, typed string) bool {
	g := doneNote.FindStringSubmatch(fold(typed))
	if g == nil {
		return true
	}
	note := strings.Join(strings.Fields(g[1]), "")
	if strings.Contains(strings.Join(strings.Fields(fold(row.DoneMeans)), ""), note) {
		return true
	}
	return r.meansNothing(row, huibao.FieldIndicator, "", "("+note+")")
}

// tidyName is a text of words without notes, numbers, marks, spaces and differences of width.
func tidyName(s, code string) string {
	s = strings.Trim(strings.TrimPrefix(cornered.Replace(bareName(s)), code), nameMarks+"-—–")
	return strings.Trim(nameNumber.ReplaceAllString(s, ""), nameMarks+"-—–")
}

// meansNothing reports whether words around what we printed would, around a number, leave it what
// it is.
func (r *reader) meansNothing(row *huibao.FormRow, f huibao.Field, before, behind string) bool {
	if before == "" && ofName.MatchString(behind) {
		return true
	}
	var field huibao.Field
	switch f {
	case huibao.FieldNumerName:
		field = huibao.FieldNumer
	case huibao.FieldDenomName:
		field = huibao.FieldDenom
	default:
		field = mainInput(row.Kind)
		if _, m := nameMeasure("数" + behind); m != "" && strings.TrimLeft(m, "万亿千百十") == m && (m == row.Measure || huibao.SameMeasure(m, row.Measure) || row.CountsAs(m)) {
			behind = ""
		}
	}
	if row.Subject.Name != "" {
		behind = strings.ReplaceAll(behind, "("+row.Subject.Name+")", "")
	}
	if before+behind == "" {
		return true
	}
	out := numtext.Read(before+"1"+behind, r.numberRow(row, field))
	return out.Doubt == nil && !out.Blank && out.Value.Equal(decimal.NewFromInt(1))
}
