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
	PlanVersion string         `json:"plan_version"` // Plan.Hash of the plan in force
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

// FormRow is one row of a return: an indicator as this unit reports it.
type FormRow struct {
	Code          string     `json:"code"`
	TaskNo        int        `json:"task_no"`
	Task          string     `json:"task"`
	Category      string     `json:"category"`
	Bureau        string     `json:"bureau"` // name of the responsible unit
	Name          string     `json:"name"`
	Aliases       []string   `json:"aliases,omitempty"`
	Kind          Kind       `json:"kind"`
	Mode          Mode       `json:"mode,omitempty"`
	Measure       string     `json:"measure"`
	Comparator    Comparator `json:"comparator"`
	Places        int32      `json:"places"`
	Subject       UnitRef    `json:"subject"` // whose figure it is
	Role          Role       `json:"role"`
	Target        Quantity   `json:"target"`    // what this row is held to: the subject's own allocation or the plan's target where that binds it; missing where neither
	Allocated     bool       `json:"allocated"` // Target is an allocation
	Baseline      Quantity   `json:"baseline"`  // 原值, of the subject where 期初 has one for a stock
	Reference     Quantity   `json:"reference"` // relations and reference targets: the reference value in force
	Factor        Quantity   `json:"factor"`    // the reference's factor (2 in @月最低工资标准×2)
	ReferenceName string     `json:"reference_name,omitempty"`
	Numerator     string     `json:"numerator,omitempty"`
	Denominator   string     `json:"denominator,omitempty"`
	PayBy         PayBy      `json:"pay_by,omitempty"`
	Start         Date       `json:"start"`
	Deadline      Date       `json:"deadline"`
	Share         Ratio      `json:"share"`            // p: share due by the period's end
	PriorShare    Ratio      `json:"prior_share"`      // p of the period before
	Series        []Past     `json:"series,omitempty"` // counts: what was counted in earlier periods of the year, oldest first
	DoneMeans     string     `json:"done_means,omitempty"`
	PartOf        string     `json:"part_of,omitempty"`
	SumsUp        bool       `json:"sums_up,omitempty"`
	Over100       bool       `json:"over_100,omitempty"`
	Prior         Prior      `json:"prior"`
}

// Past is what a count reached in an earlier period: the figure of the period itself,
// missing where only the cumulative was known, and the share due in it.
type Past struct {
	Period     Period   `json:"period"`
	This       Quantity `json:"this"`
	Cumulative Quantity `json:"cumulative"`
	Step       Ratio    `json:"step"` // of the year's share, in that period alone
}

// Prior is what was last reported for a row before the form's period. Counted
// says that the row of the immediately preceding period counts (or an opening
// balance stands for it), so that 上期累计 is prefilled and locked.
type Prior struct {
	Period  Period             `json:"period"`
	Counted bool               `json:"counted"`
	Values  map[Field]Quantity `json:"values,omitempty"`
	Words   map[Field]string   `json:"words,omitempty"` // state and dates, as text
	Note    string             `json:"note,omitempty"`
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

// requires says whether a required input of the kind is required in this row:
// 本期完成 is not where households are counted once (去重) or a stock is given by
// its present state.
func (r *FormRow) requires(f Field) bool {
	return f != FieldThis || r.Mode == ModeFlow
}

// HasParts reports whether a relation's value is made of a numerator and a
// denominator.
func (r *FormRow) HasParts() bool {
	return r.Kind == KindRelation && r.Numerator != "" && r.Denominator != ""
}

// DueStandard is what a standard must reach or a relation's own value must:
// the target, or reference × factor.
func (r *FormRow) DueStandard() Quantity {
	ref, ok := r.Reference.Decimal()
	if !ok {
		return r.Target
	}
	if k, ok := r.Factor.Decimal(); ok {
		ref = ref.Mul(k)
	}
	return Num(ref)
}
