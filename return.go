package huibao

import (
	"slices"
	"time"
)

// Source is where a value stands: the file as handed in (path relative to the
// workspace, with slashes; a zip's member as a.zip!b.xlsx), its SHA-256, the
// sheet and the cell.
type Source struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
	Sheet  string `json:"sheet"`
	Cell   string `json:"cell"`
}

// Place is the sheet and cell of a source.
func (s Source) Place() Place { return Place{s.Sheet, s.Cell} }

// Value is one reported cell (填报值). Numbers stand in Quantity (in the
// indicator's measure), words and notes in Word, days in Date. Text is what was
// typed.
type Value struct {
	Field    Field    `json:"field"`
	Quantity Quantity `json:"quantity"`
	Word     string   `json:"word,omitempty"`
	Date     Date     `json:"date"`
	Text     string   `json:"text"`
	Source   Source   `json:"source"`
	Origin   Origin   `json:"origin,omitempty"`
	Formula  string   `json:"formula,omitempty"`
	Remarks  []Remark `json:"remarks,omitempty"`
}

// Origin is how a value came to be (来历).
type Origin string

// The origins of a value. What is derived stands in no cell: it follows from others,
// which a remark explains.
const (
	OriginTyped     Origin = ""          // 填报: by the unit, in a cell or by a tick
	OriginFormula   Origin = "formula"   // 公式: what was saved as the result of one
	OriginDerived   Origin = "derived"   // 推算
	OriginPrefilled Origin = "prefilled" // 预填: by us, and left as it was
)

var origins = []word[Origin]{{OriginTyped, "填报"}, {OriginFormula, "公式"}, {OriginDerived, "推算"}, {OriginPrefilled, "预填"}}

// Label is the Chinese word.
func (o Origin) Label() string { return labelOf(origins, o) }

// From says from what a derived value was computed, in Chinese; "" where it was not.
func (v Value) From() string {
	for _, r := range v.Remarks {
		if r.Kind == RemarkDerived {
			return r.Text
		}
	}
	return ""
}

// Has reports whether the value carries a remark of a kind.
func (v Value) Has(kind RemarkKind) bool {
	for _, r := range v.Remarks {
		if r.Kind == kind {
			return true
		}
	}
	return false
}

// Remark is what the importer says of how it read something (备注): a
// description, never a judgement. Text is Chinese, for people. Hidden says that its
// place is in a hidden row or column.
type Remark struct {
	Kind   RemarkKind `json:"kind"`
	Text   string     `json:"text,omitempty"`
	Place  Place      `json:"place"`
	Hidden bool       `json:"hidden,omitempty"`
}

// ReturnRow is one recognised row of a return.
type ReturnRow struct {
	Code    string   `json:"code"`
	Subject string   `json:"subject"`
	Kind    Kind     `json:"kind"`
	Sheet   string   `json:"sheet"`
	Row     int      `json:"row"`
	Name    string   `json:"name"`              // the name that stands in the row
	Typed   string   `json:"typed,omitempty"`   // the code that stands in the row
	ByName  bool     `json:"by_name,omitempty"` // recognised by name, not by code
	Hidden  bool     `json:"hidden,omitempty"`
	Values  Values   `json:"values"`
	Blanks  []Blank  `json:"blanks,omitempty"` // the inputs that are not filled in
	Remarks []Remark `json:"remarks,omitempty"`

	// Of a unit's own table: the rows under the indicator's name, none of which is called the
	// whole. The row has no values then.
	Parts []ReturnRow `json:"parts,omitempty"`
}

// Blank is an input of a row that is not filled in.
type Blank struct {
	Field Field  `json:"field"`
	Cell  string `json:"cell"`
}

// Quantity is the number read for a field; missing where there is none.
func (r *ReturnRow) Quantity(f Field) Quantity {
	q, _ := r.Values.Quantity(f)
	return q
}

// FilledIn reports whether anything was typed into the row or its parts: what we print there (上期累计, a
// formula, the / of what the row does not ask) is nothing.
func (r *ReturnRow) FilledIn() bool {
	return slices.ContainsFunc(r.Parts, func(p ReturnRow) bool { return p.FilledIn() }) || r.Values.Any(func(v Value) bool {
		ours := v.Field == FieldCode || v.Field == FieldPrevious || v.Formula != "" || v.Origin == OriginPrefilled || v.Origin == OriginDerived
		return !ours && v.Text != "" && (v.Text != "/" || alwaysAsked(r.Kind, v.Field))
	})
}

// Note is the row's 说明.
func (r *ReturnRow) Note() string { return r.Values.Of(FieldNote).Word }

// Has finds the first of the row's remarks of a kind.
func (r *ReturnRow) Has(kind RemarkKind) (Remark, bool) {
	for _, m := range r.Remarks {
		if m.Kind == kind {
			return m, true
		}
	}
	return Remark{}, false
}

// At is the place of a field's cell, or of the row's first cell where the column
// is missing.
func (r *ReturnRow) At(f Field) Place {
	for _, b := range r.Blanks {
		if b.Field == f {
			return Place{r.Sheet, b.Cell}
		}
	}
	if v, ok := r.Values.Lookup(f); ok && v.Source.Cell != "" {
		return v.Source.Place()
	}
	if v, ok := r.Values.Lookup(FieldCode); ok {
		return v.Source.Place()
	}
	return Place{Sheet: r.Sheet}
}

// SignOff is the foot of the first sheet.
type SignOff struct {
	FilledBy   string `json:"filled_by"`   // 填报人
	Phone      string `json:"phone"`       // 联系电话
	CheckedBy  string `json:"checked_by"`  // 审核人
	ApprovedBy string `json:"approved_by"` // 签批人
	Date       Date   `json:"date"`        // 填报日期
	DateText   string `json:"date_text"`   // as typed
	Place      Place  `json:"place"`
}

// Claim is what one source says of a return's unit, period and plan; sources are
// trusted in the order stamp, text, name. Sheets that say the same are one source.
type Claim struct {
	By          string `json:"by"` // stamp, props, text, name, folder
	Unit        string `json:"unit,omitempty"`
	UnitText    string `json:"unit_text,omitempty"`
	Period      Period `json:"period"`
	PlanVersion string `json:"plan_version,omitempty"`

	Sheets []string `json:"sheets,omitempty"` // of a text: on which it stands
}

// Return is what the importer read from one workbook (报表).
type Return struct {
	Unit        string            `json:"unit"` // code; "" when it cannot be told
	Period      Period            `json:"period"`
	PlanVersion string            `json:"plan_version,omitempty"`
	Stamp       *Form             `json:"-"` // the form found in the workbook's stamp
	Claims      []Claim           `json:"claims,omitempty"`
	Correction  string            `json:"correction,omitempty"` // the word in the file name that marks a later version (更正, v2 …)
	Revision    int               `json:"revision,omitempty"`   // rank of that word; 0 without
	SentBy      string            `json:"sent_by,omitempty"`    // code of the bureau in whose table for all counties it stands
	Follows     string            `json:"follows,omitempty"`    // SHA-256 of the file of which it is our annotated copy, sent back mended
	Seals       []Seal            `json:"seals,omitempty"`      // of a PDF: the receipts whose numbers it bears
	SignOff     SignOff           `json:"sign_off"`
	OtherNotes  map[string]string `json:"other_notes,omitempty"` // 其他情况说明 by finding code, or by the row's code
	Review      string            `json:"review,omitempty"`      // 牵头单位会审意见
	ZeroReport  *Value            `json:"zero_report,omitempty"` // 零报告: what the unit ticked, so that every blank 本期完成 is 0; nil where it did not
	Rows        []ReturnRow       `json:"rows"`                  // while it is read and judged; afterwards All
	Extra       []ExtraRow        `json:"extra,omitempty"`
	Remarks     []Remark          `json:"remarks,omitempty"` // of the file and its tables

	folded *folded // the rows, where they are not in Rows
}

// Seal is the number of a receipt as a sealed PDF bears it.
type Seal struct {
	Number  string `json:"number"` // 2024-06-海原县-2
	Period  Period `json:"period"`
	Unit    string `json:"unit"` // code
	Version int    `json:"version"`
}

// ExtraRow is a row with figures that is no row of the form.
type ExtraRow struct {
	Place Place    `json:"place"`
	Name  string   `json:"name"`
	Typed string   `json:"typed"`
	Cells []string `json:"cells"`
	Near  []string `json:"near,omitempty"`  // candidates
	Total bool     `json:"total,omitempty"` // it is called a total
}

// Has returns the first file-level remark of a kind.
func (r *Return) Has(kind RemarkKind) (Remark, bool) {
	for _, m := range r.Remarks {
		if m.Kind == kind {
			return m, true
		}
	}
	return Remark{}, false
}

// Receipt is how and when a file was first handed in (收到).
type Receipt struct {
	Time time.Time `json:"time"`
	How  string    `json:"how,omitempty"` // 方式 of 收到.csv

	Given bool `json:"given,omitempty"` // Time is an instant that somebody noted, not the day of a run
}
