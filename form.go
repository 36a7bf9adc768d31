package huibao

// UnitRef names a unit in a form or a return.
type UnitRef struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// Form is the shape of one blank return (unit × period): which rows it has, what
// is known of each, and what was prefilled. It is drawn by templates, carried in
// the stamp of the workbook as JSON, looked for by importer and judged by check;
// it needs no plan beside it.
type Form struct {
	Format      int            `json:"format"`
	PlanTitle   string         `json:"plan_title"`
	PlanVersion string         `json:"plan_version"` // Hash of the plan in force
	Year        int            `json:"year"`
	Unit        UnitRef        `json:"unit"`
	Part        string         `json:"part,omitempty"` // of a return that was handed out (split): whose part
	UnitAliases []string       `json:"unit_aliases,omitempty"`
	Period      Period         `json:"period"`
	Day         CalendarDay    `json:"day"`
	Office      string         `json:"office,omitempty"`
	Contact     string         `json:"contact,omitempty"`
	Phone       string         `json:"phone,omitempty"`
	Yellow      Ratio          `json:"yellow"` // bound of a yellow light, as a share (0.10)
	Rows        []FormRow      `json:"rows"`
	Reviews     []string       `json:"reviews,omitempty"` // tasks this lead bureau reviews (会审), "5 帮扶困难家庭…"
	Formulas    []AuditFormula `json:"formulas,omitempty"`
	Settings    []Setting      `json:"settings,omitempty"`

	References map[string]Quantity `json:"references,omitempty"` // 参照 in force, that a formula asks for
}

// FormRow is one row of a return: an indicator as this unit reports it, and what was
// reported before.
type FormRow struct {
	Promise
	PriorShare Ratio  `json:"prior_share"`      // p of the period before
	Series     []Past `json:"series,omitempty"` // counts, and standards' person-months: what was counted in earlier periods of the year, oldest first
	Prior      Prior  `json:"prior"`
}

// Past is what a count, or the person-months of a standard, reached in an earlier period: the figure of the period itself,
// missing where only the cumulative was known, and the share due in it.
type Past struct {
	Period     Period   `json:"period"`
	This       Quantity `json:"this"`
	Cumulative Quantity `json:"cumulative"`
	Step       Ratio    `json:"step"` // of the year's share, in that period alone
}

// Prior is what was last reported for a row before the form's period. Counted
// says that the row of the immediately preceding period counts (or an opening
// balance stands for it), so that 上期累计 is prefilled and locked. Dark are the
// periods since, or of the year where there is none, for which the row was collected
// and of which nothing counts; Fresh says that there is nothing before the period that
// could have been reported, so that a flow begins at 0.
type Prior struct {
	Period  Period             `json:"period"`
	Counted bool               `json:"counted"`
	Values  map[Field]Quantity `json:"values,omitempty"`
	Words   map[Field]string   `json:"words,omitempty"` // state and dates, as text
	Note    string             `json:"note,omitempty"`
	Dark    []Period           `json:"dark,omitempty"`
	Fresh   bool               `json:"fresh,omitempty"`
}

// RowByCode finds the row of an indicator, or nil.
func (f *Form) RowByCode(code string) *FormRow {
	for i := range f.Rows {
		if f.Rows[i].Code == code {
			return &f.Rows[i]
		}
	}
	return nil
}

// RowsOf lists the rows of a kind, in the form's order.
func (f *Form) RowsOf(kind Kind) []*FormRow {
	var rows []*FormRow
	for i := range f.Rows {
		if f.Rows[i].Kind == kind {
			rows = append(rows, &f.Rows[i])
		}
	}
	return rows
}

// Printed is a figure that a blank return shows of the row: its target, standards, or
// what was reached before; missing where there is none.
func (r *FormRow) Printed(f Field) Quantity {
	switch f {
	case FieldTarget:
		return r.Target
	case FieldBaseline:
		return r.Baseline
	case FieldDueStd:
		return r.DueStandard()
	case FieldReference:
		return r.Reference
	case FieldPrevious:
		return r.Prior.Values[FieldCumulative]
	}
	return Quantity{}
}

// Inputs lists the columns of the row that its unit fills in: none for what the
// row does not ask (a standard that is not paid out, a relation without parts).
func (r *FormRow) Inputs() []Column {
	var list []Column
	for _, c := range Columns(r.Kind) {
		if c.IsInput() && r.asks(c.Field) {
			c.Required = c.Required && r.requires(c.Field)
			list = append(list, c)
		}
	}
	return list
}

func (r *FormRow) asks(f Field) bool {
	switch f {
	case FieldPeople, FieldMonths, FieldPaid, FieldBackPay:
		return r.PayBy != PayNothing
	case FieldNumer, FieldDenom:
		return r.Kind == KindRate || r.HasParts()
	}
	return true
}

// alwaysAsked reports whether every row of a kind asks for a field: no blank return has / in it.
func alwaysAsked(kind Kind, f Field) bool {
	least := FormRow{Promise: Promise{Kind: kind, PayBy: PayNothing}}
	return least.asks(f)
}

// requires says whether a required input of the kind is required in this row:
// 本期完成 is not where households are counted once (去重) or a stock is given by
// its present state.
func (r *FormRow) requires(f Field) bool {
	return f != FieldThis || r.Mode == ModeFlow
}
