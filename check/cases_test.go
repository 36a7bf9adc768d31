package check

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/shopspring/decimal"

	"huibao"
)

// TestCases runs testdata/CODE.txtar: from the clean return of the tests (form, good)
// each file "fires", "silent" or "blind" (it can't run) changes what its lines say; the
// code is found or not, and "said" holds the messages of those that fire.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	covered := map[string]map[string]bool{}
	for _, name := range files {
		code := strings.TrimSuffix(filepath.Base(name), ".txtar")
		covered[code] = map[string]bool{}
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		said := ""
		at := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == "said" })
		for _, f := range a.Files {
			kind, _, _ := strings.Cut(f.Name, " ")
			if kind == "said" {
				continue
			}
			covered[code][kind] = true
			found := messages(t, code, string(f.Data))
			if fires := kind == "fires"; fires != (found != "") {
				t.Errorf("%s %s: found %q", code, f.Name, found)
			}
			said += found
		}
		if *update {
			if at < 0 {
				a.Files = append(a.Files, txtar.File{Name: "said"})
				at = len(a.Files) - 1
			}
			a.Files[at].Data = []byte(said)
			if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if at < 0 || string(a.Files[at].Data) != said {
			t.Errorf("%s says otherwise; look, then run go test ./check -update:\n%s", code, said)
		}
	}
	for _, c := range All() {
		if !covered[c.Code]["fires"] || !covered[c.Code]["silent"] {
			t.Errorf("%s has no case that fires, or none that is silent", c.Code)
		}
	}
}

func messages(t *testing.T, code, script string) string {
	t.Helper()
	in := input(good())
	for _, line := range strings.Split(strings.TrimSpace(script), "\n") {
		if fields := strings.Fields(line); len(fields) > 0 {
			if err := change(&in, fields[0], fields[1:]); err != nil {
				t.Fatalf("%s: %q: %v", code, line, err)
			}
		}
	}
	text := ""
	for _, f := range Run(in).Findings {
		if f.Code == code {
			text += fmt.Sprintf("%s %s\n", f.Severity, f.Message)
		}
	}
	return text
}

// change carries out one line of a case.
func change(in *Input, verb string, args []string) error {
	if err := named(in, verb, args); err != nil {
		return err
	}
	arg := func(n int) string {
		if n < len(args) {
			return args[n]
		}
		return ""
	}
	rest := func(n int) string { return strings.Join(args[min(n, len(args)):], " ") }
	row := in.Return.RowByCode(arg(0))
	var form *huibao.FormRow
	if in.Form != nil {
		form = in.Form.RowByCode(arg(0))
	}
	switch verb {
	case "set":
		row.Values.Set(valueOf(row, huibao.Field(arg(1)), rest(2)))
	case "formula": // a result of the sheet's own
		v := valueOf(row, huibao.Field(arg(1)), rest(2))
		v.Formula = "IF(ISNUMBER(F4),ROUND(N(E4)+F4,2),\"\")"
		row.Values.Set(v)
	case "issued":
		if in.Issued == nil {
			in.Issued = map[string]huibao.Quantity{}
		}
		in.Issued[arg(0)] = huibao.MustNum(arg(1))
	case "drop":
		row.Values.Drop(huibao.Field(arg(1)))
		row.Blanks = append(row.Blanks, huibao.Blank{Field: huibao.Field(arg(1)), Cell: cellOf(huibao.Field(arg(1)))})
	case "lose": // with its column
		row.Values.Drop(huibao.Field(arg(1)))
	case "del":
		in.Return.Rows = slices.DeleteFunc(in.Return.Rows, func(r huibao.ReturnRow) bool { return r.Code == arg(0) })
	case "add":
		n := *in.Form.RowByCode("1.1")
		n.Code, n.Kind, n.Name, n.Prior, n.Series = arg(0), huibao.Kind(arg(1)), rest(2), huibao.Prior{}, nil
		n.TaskNo, _ = strconv.Atoi(strings.Split(arg(0), ".")[0])
		in.Form.Rows = append(in.Form.Rows, n)
		in.Return.Rows = append(in.Return.Rows, huibao.ReturnRow{Code: n.Code, Kind: n.Kind, Sheet: n.Kind.Label(), Row: 30})
	case "form":
		return changeForm(form, arg(1), rest(2))
	case "prior":
		form.Prior.Period, form.Prior.Counted = huibao.Period{Year: 2024, Month: 5}, true
		if form.Prior.Values == nil {
			form.Prior.Values, form.Prior.Words = map[huibao.Field]huibao.Quantity{}, map[huibao.Field]string{}
		}
		if d, err := decimal.NewFromString(rest(2)); err == nil {
			form.Prior.Values[huibao.Field(arg(1))] = huibao.Num(d)
		} else if arg(1) == "note" {
			form.Prior.Note = rest(2)
		} else {
			if form.Prior.Words == nil {
				form.Prior.Words = map[huibao.Field]string{}
			}
			form.Prior.Words[huibao.Field(arg(1))] = rest(2)
		}
	case "stale":
		form.Prior.Period, form.Prior.Counted = huibao.Period{Year: 2024, Month: 3}, false
	case "series":
		form.Series = nil
		sum := decimal.Zero
		for i, text := range args[1:] {
			d := decimal.RequireFromString(text)
			sum = sum.Add(d)
			form.Series = append(form.Series, huibao.Past{Period: huibao.Period{Year: 2024, Month: i + 1}, This: huibao.Num(d), Cumulative: huibao.Num(sum), Step: huibao.RatioOf(1, 12)})
		}
		form.Prior = huibao.Prior{Period: huibao.Period{Year: 2024, Month: 5}, Counted: true, Values: map[huibao.Field]huibao.Quantity{huibao.FieldCumulative: huibao.Num(sum)}}
	default:
		return changeReturn(in, verb, args)
	}
	return nil
}

// changeReturn carries out a line that changes the file rather than a figure.
func changeReturn(in *Input, verb string, args []string) error {
	arg := func(n int) string {
		if n < len(args) {
			return args[n]
		}
		return ""
	}
	rest := func(n int) string { return strings.Join(args[min(n, len(args)):], " ") }
	row := in.Return.RowByCode(arg(0))
	switch verb {
	case "file":
		in.Return.Remarks = append(in.Return.Remarks, huibao.Remark{Kind: huibao.RemarkKind(arg(0)), Text: strings.ReplaceAll(rest(1), "|", "\n"), Place: huibao.Place{Sheet: "计数", Cell: "B9"}})
	case "table":
		in.Return.Remarks = append(in.Return.Remarks, huibao.Remark{Kind: huibao.RemarkKind(arg(1)), Text: strings.ReplaceAll(rest(2), "|", "\n"), Place: huibao.Place{Sheet: arg(0), Cell: "A3"}})
	case "row":
		row.Remarks = append(row.Remarks, huibao.Remark{Kind: huibao.RemarkKind(arg(1)), Text: strings.ReplaceAll(rest(2), "|", "\n"), Place: huibao.Place{Sheet: row.Sheet, Cell: "C4"}})
	case "value":
		v := row.Values.Of(huibao.Field(arg(1)))
		v.Field = huibao.Field(arg(1))
		v.Source = huibao.Source{Sheet: row.Sheet, Cell: "F4"}
		v.Remarks = append(v.Remarks, huibao.Remark{Kind: huibao.RemarkKind(arg(2)), Text: strings.ReplaceAll(rest(3), "|", "\n")})
		row.Values.Set(v)
	case "unread":
		v := huibao.Value{Field: huibao.Field(arg(1)), Text: rest(2), Source: huibao.Source{Sheet: row.Sheet, Cell: "F4"}}
		row.Values.Set(v)
	case "extra":
		in.Return.Extra = append(in.Return.Extra, huibao.ExtraRow{Place: huibao.Place{Sheet: "计数", Cell: "A30"}, Name: arg(0), Cells: args[1:]})
	case "total":
		in.Return.Extra = append(in.Return.Extra, huibao.ExtraRow{Place: huibao.Place{Sheet: "计数", Cell: "F30"}, Name: "合计", Cells: args, Total: true})
	case "claim":
		p, _ := huibao.ParsePeriod(arg(2)) // none, where there is none
		in.Return.Claims = append(in.Return.Claims, huibao.Claim{By: arg(0), Unit: arg(1), UnitText: arg(1), Period: p, Sheets: slices.Clone(args[min(3, len(args)):])})
	case "cover":
		in.Return.OtherNotes = map[string]string{arg(0): rest(1)}
	case "setting":
		in.Form.Settings = append(in.Form.Settings, huibao.Setting{Code: arg(0), Severity: strings.Trim(arg(1), "-"), Bound: arg(2)})
	case "law":
		in.Form.Formulas = append(in.Form.Formulas, huibao.AuditFormula{Code: arg(0), Formula: rest(1), Severity: "强制性"})
	case "period":
		p, err := huibao.ParsePeriod(arg(0))
		in.Return.Period = p
		return err
	case "signed":
		d, err := huibao.ParseDate(arg(0))
		in.Return.SignOff.Date = d
		return err
	case "received":
		d, err := huibao.ParseDate(arg(0))
		in.Received = d
		return err
	case "zeroreport":
		in.Return.ZeroReport = &huibao.Value{Text: huibao.ZeroTicked, Source: huibao.Source{Sheet: huibao.FrontSheet, Cell: "B15"}}
	case "unsigned":
		in.Return.SignOff.ApprovedBy = ""
	case "stamp":
		stamp := *in.Form
		stamp.PlanVersion = "old"
		stamp.Rows = slices.Clone(stamp.Rows)
		if arg(0) != "" {
			stamp.Rows[0].Measure = arg(0)
		}
		in.Return.Stamp = &stamp
	case "stampof": // a stamp of another period, and what it had as a row's 上期累计
		stamp := *in.Form
		stamp.Rows = slices.Clone(stamp.Rows)
		p, err := huibao.ParsePeriod(arg(0))
		stamp.Period = p
		if r := stamp.RowByCode(arg(1)); r != nil {
			r.Prior.Values = map[huibao.Field]huibao.Quantity{huibao.FieldCumulative: huibao.MustNum(arg(2))}
		}
		in.Return.Stamp = &stamp
		return err
	case "nounit":
		in.Return.Unit, in.Form, in.Return.Rows = "", nil, nil
	case "noform":
		in.Form, in.Return.Rows = nil, nil
	default:
		return fmt.Errorf("no verb %q", verb)
	}
	return nil
}

// cellsApart stand elsewhere than in F4, so that a finding shows at which it points.
var cellsApart = map[huibao.Field]string{huibao.FieldPrevious: "E4", huibao.FieldCumulative: "G4", huibao.FieldDenom: "I4", huibao.FieldPaid: "K4", huibao.FieldNote: "L4"}

// cellOf is where the tests let a field stand.
func cellOf(f huibao.Field) string {
	if cell, ok := cellsApart[f]; ok {
		return cell
	}
	return "F4"
}

func valueOf(row *huibao.ReturnRow, f huibao.Field, text string) huibao.Value {
	v := huibao.Value{Field: f, Text: text, Source: huibao.Source{Sheet: row.Sheet, Cell: cellOf(f)}}
	if d, err := decimal.NewFromString(text); err == nil {
		v.Quantity = huibao.Num(d)
	} else if day, err := huibao.ParseDate(text); err == nil {
		v.Date = day
	} else if text == "/" {
		v.Quantity = huibao.NA()
	} else if text == "-" {
		v.Quantity, v.Remarks = huibao.NA(), []huibao.Remark{{Kind: huibao.RemarkNone, Text: text}}
	} else {
		v.Word = text
	}
	return v
}

func changeForm(r *huibao.FormRow, key, text string) error {
	ratio := func() huibao.Ratio {
		a, b, _ := strings.Cut(text, "/")
		n, _ := strconv.ParseInt(a, 10, 64)
		d, _ := strconv.ParseInt(b, 10, 64)
		return huibao.RatioOf(n, d)
	}
	switch key {
	case "mode":
		r.Mode = huibao.Mode(text)
	case "basis":
		r.Basis = huibao.Basis(text)
	case "measure":
		r.Measure = text
	case "name":
		r.Name = text
	case "donemeans":
		r.DoneMeans = text
	case "target":
		r.Target, r.Allocated = huibao.MustNum(text), true
	case "nohistory":
		r.Prior, r.Series = huibao.Prior{Fresh: true}, nil
	case "later":
		r.Prior.Fresh = false
	case "dark":
		p, err := huibao.ParsePeriod(text)
		r.Prior.Dark, r.Prior.Counted = append(r.Prior.Dark, p), false
		return err
	case "notarget":
		r.Target, r.Allocated = huibao.Quantity{}, false
	case "baseline":
		r.Baseline = huibao.MustNum(text)
	case "share":
		r.Share = ratio()
	case "priorshare":
		r.PriorShare = ratio()
	case "payby":
		r.PayBy = huibao.PayBy(text)
	case "partof":
		r.PartOf = strings.TrimPrefix(text, "=")
		r.SumsUp = strings.HasPrefix(text, "=")
	case "over100":
		r.Over100 = true
	case "places":
		n, err := strconv.Atoi(text)
		r.Places = int32(n)
		return err
	case "deadline":
		d, err := huibao.ParseDate(text)
		r.Deadline = d
		return err
	case "denominator":
		r.Denominator = text
	case "task":
		r.TaskNo, _ = strconv.Atoi(text)
	case "reference":
		r.Reference, r.Factor = huibao.MustNum(text), huibao.NumInt(2)
	default:
		return fmt.Errorf("no key %q", key)
	}
	return nil
}
