package check_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"html"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/check"
	"huibao/importer"
	"huibao/inforce"
	"huibao/internal/sheet"
)

// habitSample: every so manyth of the edits is tried, unless HUIBAO_HABITS says how many or all of
// them; .ci/run has twenty-five times as many.
const habitSample = 225

// edited is one cell of a unit's return with a habit's text in it.
type edited struct {
	d     *desk
	at    huibao.Source
	part  string // in which the sheet lies
	code  string
	field huibao.Field
	typing
	asked bool
}

// TestHabits types a truthful return of two units with one cell in a clerk's habit, at
// every input cell: what a careful person would read counts, and nothing more is asked
// than of the plain return; what they would ask about does not count, and is asked there.
func TestHabits(t *testing.T) {
	var all []edited
	var month *inforce.Plan
	asks := map[*desk]int{}
	for u := range 2 {
		var d *desk
		month, d = plainDesk(t, u)
		plain := d.judge(t, month, d.data)
		asks[d] = len(standing(plain, ""))
		all = append(all, d.everyEdit(t, plain)...)
	}
	step := habitSample
	switch v := os.Getenv("HUIBAO_HABITS"); v {
	case "":
	case "all":
		step = 1
	default:
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 {
			t.Fatalf("HUIBAO_HABITS=%s", v)
		}
		step = n
	}
	t.Logf("%d edits, every %d.", len(all), step)
	for i := 0; i < len(all); i += step {
		e := all[i]
		v := e.d.judge(t, month, e.file(t))
		if e.asked {
			e.holdsAsked(t, v)
		} else {
			e.holdsRead(t, v, asks[e.d])
		}
	}
}

// plainDesk is a unit's truthful return of December without a habit, and the plan in force.
func plainDesk(t *testing.T, unit int) (*inforce.Plan, *desk) {
	t.Helper()
	plan := qualityPlan(2, len(works))
	var months []*inforce.Plan
	for m := range 12 {
		months = append(months, inforce.At(plan, huibao.Period{Year: 2024, Month: m + 1}))
	}
	d := newDesk(months, unit, habit{name: "plain"})
	d.write(t, d.form)
	return months[11], d
}

// everyEdit lists the habits at each cell of figures, those of one cell after the other.
func (d *desk) everyEdit(t *testing.T, plain check.Verdict) []edited {
	var list []edited
	parts := map[string]string{}
	for _, row := range d.form.Rows {
		for _, c := range row.Inputs() {
			x, ok := d.figures[row.Code][c.Field]
			v := plain.Return.RowByCode(row.Code).Values.Of(c.Field)
			if !ok || c.Type != huibao.TypeNumber || v.Text == "" || c.Field == huibao.FieldCumulative && row.Mode == huibao.ModeFlow {
				continue
			}
			if parts[v.Source.Sheet] == "" {
				parts[v.Source.Sheet] = d.partOf(t, v.Source.Sheet)
			}
			for n, habits := range [][]typing{readHabits(), askedHabits()} {
				for _, h := range habits {
					if e := (edited{d, v.Source, parts[v.Source.Sheet], row.Code, c.Field, h, n == 1}); (h.fits == nil || h.fits(x)) && e.inside() != "" {
						list = append(list, e)
					}
				}
			}
		}
	}
	return list
}

func (e *edited) figure() decimal.Decimal { return e.d.figures[e.code][e.field] }

// inside is the cell as the habit has it.
func (e *edited) inside() string {
	row := e.d.form.RowByCode(e.code)
	measure := row.Measure
	switch e.field {
	case huibao.FieldNumer, huibao.FieldDenom, huibao.FieldMonths:
		measure = ""
	case huibao.FieldPeople:
		measure = "人"
	case huibao.FieldPaid, huibao.FieldBackPay:
		measure = "元"
	}
	return e.cell(e.figure(), measure)
}

// judge reads and judges a file as this unit's return.
func (d *desk) judge(t *testing.T, plan *inforce.Plan, data []byte) check.Verdict {
	t.Helper()
	known := importer.Known{Plan: plan, Period: quietMonth, Limits: sheet.DefaultLimits(), Form: func(string) *huibao.Form { return d.form }}
	file := importer.File{Path: "returns/2024-12/" + d.name, SHA256: strings.Repeat("ab", 32), Size: int64(len(data)), Data: bytes.NewReader(data)}
	ret, err := importer.Read(context.Background(), file, known)
	if err != nil {
		t.Fatal(err)
	}
	return check.Run(check.Input{Form: d.form, Return: ret, Path: file.Path, SHA256: file.SHA256, Collecting: quietMonth, Received: huibao.Date{Year: 2025, Month: 1, Day: 2}})
}

// standing are the errors and warnings that stand, of a row or ("") of all.
func standing(v check.Verdict, code string) []huibao.Finding {
	return slices.DeleteFunc(slices.Clone(v.Findings), func(f huibao.Finding) bool {
		return f.Severity != huibao.Error && f.Severity != huibao.Warning || !f.Stands() || code != "" && !slices.Contains(f.Indicators(), code)
	})
}

func (e *edited) String() string {
	return fmt.Sprintf("%s %s!%s (%s %s, %s)", e.d.name, e.at.Sheet, e.at.Cell, e.code, e.field, e.name)
}

func (e *edited) counts(v check.Verdict) bool {
	return v.State.Counts() && !slices.Contains(v.HeldOut, e.code)
}

func (e *edited) holdsRead(t *testing.T, v check.Verdict, asks int) {
	got := v.Return.RowByCode(e.code).Quantity(e.field)
	switch list := standing(v, ""); {
	case !got.Equal(huibao.Num(e.figure())):
		t.Errorf("%s: %s, is %s %v", e, got, e.figure(), messages(standing(v, e.code)))
	case len(list) > asks:
		t.Errorf("%s: asked without need: %v", e, messages(list))
	case !e.counts(v):
		t.Errorf("%s does not count", e)
	}
}

func (e *edited) holdsAsked(t *testing.T, v check.Verdict) {
	list := standing(v, e.code)
	if len(list) == 0 {
		t.Errorf("%s: nothing is asked", e)
	} else if !slices.ContainsFunc(list, func(f huibao.Finding) bool {
		return slices.Contains(f.Places(), huibao.Place{Sheet: e.at.Sheet, Cell: e.at.Cell})
	}) {
		t.Errorf("%s: nothing is asked at the cell: %v", e, messages(list))
	}
	if got := v.Return.RowByCode(e.code).Quantity(e.field); e.counts(v) && got.IsNumber() {
		t.Errorf("%s counts as %s", e, got)
	}
}

func messages(list []huibao.Finding) []string {
	var out []string
	for _, f := range list {
		out = append(out, f.Code+" "+f.Message)
	}
	return out
}

// file is the return with the habit in its cell.
func (e *edited) file(t *testing.T) []byte {
	t.Helper()
	style := ""
	data := changed(t, e.d.data, e.part, func(xml string) string {
		return e.put(t, xml, func(old string) string {
			style = e.styled(t, entry(t, unzip(t, e.d.data), "xl/styles.xml"), &old)
			return old
		})
	})
	return changed(t, data, "xl/styles.xml", func(string) string { return style })
}

func unzip(t *testing.T, data []byte) *zip.Reader {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// changed is a workbook with one of its parts changed.
func changed(t *testing.T, data []byte, part string, change func(string) string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	z := unzip(t, data)
	for _, f := range z.File {
		var err error
		if f.Name != part {
			err = w.Copy(f)
		} else {
			var out io.Writer
			if out, err = w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store}); err == nil {
				_, err = io.WriteString(out, change(entry(t, z, part)))
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func entry(t *testing.T, z *zip.Reader, name string) string {
	t.Helper()
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

var styleAttr = regexp.MustCompile(` s="(\d+)"`)

// put writes the habit's cell into a sheet, in the style that styled makes of its own;
// what 本年累计 beside it comes to is saved as Excel would.
func (e *edited) put(t *testing.T, xml string, styled func(string) string) string {
	t.Helper()
	cell := regexp.MustCompile(`<c r="` + e.at.Cell + `"([^>]*?)(/>|>.*?</c>)`)
	m := cell.FindStringSubmatch(xml)
	if m == nil {
		t.Fatal(e, "is not there")
	}
	style := "0"
	if s := styleAttr.FindStringSubmatch(m[1]); s != nil {
		style = s[1]
	}
	kind, inside, _ := strings.Cut(e.inside(), "|")
	xml = strings.Replace(xml, m[0], fmt.Sprintf(`<c r="%s" s="%s" t="%s">%s</c>`, e.at.Cell, styled(style), kind, inside), 1)
	if kind == "n" || e.field != huibao.FieldThis {
		return xml
	}
	sum := regexp.MustCompile(`<c r="G` + strings.TrimLeft(e.at.Cell, "F") + `"([^>]*?)><f>([^<]*)</f><v>[^<]*</v></c>`)
	return sum.ReplaceAllString(xml, `<c r="G`+strings.TrimLeft(e.at.Cell, "F")+`"$1 t="str"><f>$2</f><v></v></c>`)
}

var (
	fontList = regexp.MustCompile(`(?s)<fonts[^>]*>(.*?)</fonts>`)
	oneFont  = regexp.MustCompile(`(?s)<font>.*?</font>|<font/>`)
	xfList   = regexp.MustCompile(`(?s)<cellXfs[^>]*>(.*?)</cellXfs>`)
	oneXf    = regexp.MustCompile(`(?s)<xf [^>]*?(/>|>.*?</xf>)`)
	formatID = regexp.MustCompile(`numFmtId="\d+"`)
	fontID   = regexp.MustCompile(`fontId="\d+"`)
)

// styled adds the habit's look to a workbook's styles and gives its number for the cell's.
func (e *edited) styled(t *testing.T, styles string, id *string) string {
	if e.style == (look{}) {
		return styles
	}
	xfs := oneXf.FindAllString(xfList.FindStringSubmatch(styles)[1], -1)
	n, err := strconv.Atoi(*id)
	if err != nil {
		t.Fatal(err)
	}
	xf := xfs[n]
	if e.style.format != "" {
		xf = formatID.ReplaceAllString(xf, `numFmtId="900" applyNumberFormat="1"`)
		if !strings.Contains(styles, "<numFmts") {
			t.Fatal("no formats to add to")
		}
		styles = strings.Replace(styles, "</numFmts>", `<numFmt numFmtId="900" formatCode="`+html.EscapeString(e.style.format)+`"/></numFmts>`, 1)
	}
	if e.style.font != "" {
		fonts := oneFont.FindAllString(fontList.FindStringSubmatch(styles)[1], -1)
		xf = fontID.ReplaceAllString(xf, fmt.Sprintf(`fontId="%d" applyFont="1"`, len(fonts)))
		styles = strings.Replace(styles, "</fonts>", "<font>"+e.style.font+"</font></fonts>", 1)
	}
	*id = strconv.Itoa(len(xfs))
	return strings.Replace(styles, "</cellXfs>", xf+"</cellXfs>", 1)
}
