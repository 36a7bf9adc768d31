package templates

import (
	"fmt"
	"slices"
	"strings"

	"huibao"
)

// cell is the name of a field's cell in a row of the same sheet, or "".
func (d *drawing) cell(code string, f huibao.Field) string {
	p, ok := d.layout.Cell(code, f)
	if !ok {
		return ""
	}
	return p.Cell
}

// excel prints an expression as an Excel formula for a row, and the cells that
// must hold numbers for it to mean anything. It is false when something that the
// expression needs is not in this form.
func (d *drawing) excel(e huibao.Expr, r *huibao.FormRow) (formula string, needs []string, ok bool) {
	switch x := e.(type) {
	case huibao.Cell:
		ref := d.cell(r.Code, x.Field)
		return ref, []string{ref}, ref != ""
	case huibao.WholeCell:
		ref := d.cell(r.PartOf, x.Field)
		return ref, []string{ref}, ref != ""
	case huibao.PartsSum:
		return d.partsSum(x, r)
	case huibao.Known:
		q, ok := r.KnownIn(d.form, x.What).Decimal()
		return bracket(q.String()), nil, ok
	case huibao.Last:
		q, ok := r.LastIn(d.form, x.Field).Decimal()
		return bracket(q.String()), nil, ok
	case huibao.Const:
		return bracket(x.Value.String()), nil, true
	case huibao.Op:
		return d.excelOp(x, r)
	}
	return "", nil, false
}

func bracket(n string) string {
	if strings.HasPrefix(n, "-") {
		return "(" + n + ")"
	}
	return n
}

func (d *drawing) partsSum(x huibao.PartsSum, r *huibao.FormRow) (string, []string, bool) {
	var refs []string
	for _, p := range d.form.Rows {
		if p.SumsUp && p.PartOf == r.Code {
			refs = append(refs, d.cell(p.Code, x.Field))
		}
	}
	return "SUM(" + strings.Join(refs, ",") + ")", refs, len(refs) > 0
}

func (d *drawing) excelOp(x huibao.Op, r *huibao.FormRow) (string, []string, bool) {
	a, na, okA := d.excel(x.Left, r)
	b, nb, okB := d.excel(x.Right, r)
	needs := append(na, nb...)
	switch x.Sign {
	case "and":
		return "AND(" + a + "," + b + ")", needs, okA && okB
	case "=", "<>", "<", ">", "<=", ">=":
		return "ROUND((" + a + ")-(" + b + "),6)" + x.Sign + "0", needs, okA && okB
	}
	return "(" + a + x.Sign + b + ")", needs, okA && okB
}

// complaints is the formula of a row's 自检: every rule that is broken says so,
// and a required cell that holds text instead of a number; "" where all is well.
func (d *drawing) complaints(r *huibao.FormRow) string {
	var terms []string
	for _, c := range r.Inputs() {
		if c.Type == huibao.TypeNumber {
			ref := d.cell(r.Code, c.Field)
			terms = append(terms, fmt.Sprintf(`IF(AND(ISTEXT(%s),LEN(TRIM(%s))>2),"“%s”不是数字；","")`, ref, ref, c.Label))
		}
	}
	for _, rule := range huibao.RowRules() {
		if rule.Kind != r.Kind || rule.Applies != nil && !rule.Applies(r) {
			continue
		}
		wrong, needs, ok := d.excel(rule.Wrong, r)
		if !ok {
			continue
		}
		slices.Sort(needs)
		needs = slices.Compact(needs)
		terms = append(terms, fmt.Sprintf(`IF(COUNT(%s)=%d,IF(%s,"%s；",""),"")`, strings.Join(needs, ","), len(needs), wrong, rule.Say))
	}
	if r.Kind == huibao.KindMilestone {
		state, done := d.cell(r.Code, huibao.FieldState), d.cell(r.Code, huibao.FieldDone)
		terms = append(terms, fmt.Sprintf(`IF(AND(%s="%s",%s=""),"已完成的请填完成日期；","")`, state, huibao.StateCompleted, done))
	}
	if len(terms) == 0 {
		return `""`
	}
	return strings.Join(terms, "&")
}

// computed is the formula of a computed cell, and whether what it gives in a blank
// return is a number (0) or text.
func (d *drawing) computed(r *huibao.FormRow, f huibao.Field) string {
	at := func(x huibao.Field) string { return d.cell(r.Code, x) }
	switch f {
	case huibao.FieldCumulative:
		return fmt.Sprintf(`IF(ISNUMBER(%s),ROUND(N(%s)+%s,%d),"")`, at(huibao.FieldThis), at(huibao.FieldPrevious), at(huibao.FieldThis), max(r.Places, 2))
	case huibao.FieldComplete:
		return d.completion(r)
	case huibao.FieldRate:
		n, m := at(huibao.FieldNumer), at(huibao.FieldDenom)
		return fmt.Sprintf(`IF(COUNT(%s,%s)=2,IF(%s=0,IF(%s=0,"无此情况",""),ROUND(%s/%s,4)),"")`, n, m, m, n, n, m)
	case huibao.FieldOwn:
		n, m := at(huibao.FieldNumer), at(huibao.FieldDenom)
		return fmt.Sprintf(`IF(COUNT(%s,%s)=2,IF(%s=0,"",ROUND(%s/%s,%d)),"")`, n, m, m, n, m, max(r.Places, 2))
	case huibao.FieldMultiple:
		own, ref := at(huibao.FieldOwn), at(huibao.FieldReference)
		return fmt.Sprintf(`IF(COUNT(%s,%s)=2,IF(%s=0,"",ROUND(%s/%s,2)),"")`, own, ref, ref, own, ref)
	case huibao.FieldDueAmount:
		return d.dueAmount(r)
	case huibao.FieldDifference:
		paid, due := at(huibao.FieldPaid), at(huibao.FieldDueAmount)
		return fmt.Sprintf(`IF(COUNT(%s,%s)=2,ROUND(%s-%s,2),"")`, paid, due, paid, due)
	case huibao.FieldSelfCheck:
		return d.complaints(r)
	}
	return ""
}

func (d *drawing) completion(r *huibao.FormRow) string {
	target, ok := r.Target.Decimal()
	if !ok || !r.Allocated || target.IsZero() || r.Comparator == huibao.AtMost {
		return `"—"`
	}
	now := d.cell(r.Code, huibao.FieldCumulative)
	share, base := now+"/"+target.String(), huibao.Quantity{}
	if r.Mode == huibao.ModeStock {
		base = r.Baseline
		b, ok := base.Decimal()
		if !ok || !b.LessThan(target) {
			return `"—"`
		}
		share = fmt.Sprintf("(%s-%s)/%s", now, bracket(b.String()), target.Sub(b))
	}
	return fmt.Sprintf(`IF(ISNUMBER(%s),IF(%s<%s,MIN(ROUND(%s,4),0.9999),ROUND(%s,4)),"")`, now, now, target, share, share)
}

// dueAmount is standard × person-months; — where the standard changed within the
// year, is paid by term, or is topped up.
func (d *drawing) dueAmount(r *huibao.FormRow) string {
	std, months, since := d.cell(r.Code, huibao.FieldStandard), d.cell(r.Code, huibao.FieldMonths), d.cell(r.Code, huibao.FieldSince)
	product := fmt.Sprintf(`IF(COUNT(%s,%s)=2,ROUND(%s*%s,2),"")`, std, months, std, months)
	switch r.PayBy {
	case huibao.PayOnce, huibao.PayByYear:
		return product
	case huibao.PayFull:
		start := huibao.Date{Year: d.form.Year, Month: 1, Day: 1}.Serial()
		return fmt.Sprintf(`IF(AND(ISNUMBER(%s),N(%s)>%d),"—",%s)`, since, since, start, product)
	}
	return `"—"`
}
