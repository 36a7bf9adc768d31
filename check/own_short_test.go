package check

import (
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
)

// TestShortNamesThatGoOn: a row of a part of an indicator's name is that one's where its figures go on from what
// counted of it in the period before, and of no other.
func TestShortNamesThatGoOn(t *testing.T) {
	counted := func(code, before string) huibao.FormRow {
		row := huibao.FormRow{Promise: huibao.Promise{Code: code, Kind: huibao.KindCount, Mode: huibao.ModeFlow}}
		row.Prior = huibao.Prior{Counted: true, Values: map[huibao.Field]huibao.Quantity{huibao.FieldCumulative: amount(before)}}
		return row
	}
	place := huibao.Place{Sheet: "月报", Cell: "A3"}
	for _, c := range []struct {
		name             string
		this, sum, other string
		mode             huibao.Mode
		uncounted        bool
		settled          bool
	}{
		{"goes on", "76", "454", "300", huibao.ModeFlow, false, true},
		{"goes on, each counted once", "76", "454", "300", huibao.ModeDistinct, false, true},
		{"begins elsewhere", "76", "455", "300", huibao.ModeFlow, false, false},
		{"another ended there as well", "76", "454", "378", huibao.ModeFlow, false, false},
		{"nothing done in the period", "0", "378", "300", huibao.ModeFlow, false, false},
		{"all of it in the period", "378", "378", "300", huibao.ModeFlow, false, false},
		{"no flow", "76", "454", "300", huibao.ModeStock, false, false},
		{"what came before does not count", "76", "454", "300", huibao.ModeFlow, true, false},
	} {
		form := &huibao.Form{Rows: []huibao.FormRow{counted("27.2", "378"), counted("27.3", c.other)}}
		form.Rows[0].Mode, form.Rows[0].Prior.Counted = c.mode, !c.uncounted
		part := huibao.ReturnRow{Code: "27.2", Kind: huibao.KindCount, ByName: true}
		part.Values.Set(huibao.Value{Field: huibao.FieldThis, Text: c.this, Quantity: amount(c.this)})
		part.Values.Set(huibao.Value{Field: huibao.FieldCumulative, Text: c.sum, Quantity: amount(c.sum)})
		read := &huibao.Return{
			Remarks: []huibao.Remark{{Kind: huibao.RemarkRowUnclear, Text: "农机安全检查", Place: place}},
			Rows: []huibao.ReturnRow{{Code: "27.2", Kind: huibao.KindCount, ByName: true, Parts: []huibao.ReturnRow{part},
				Remarks: []huibao.Remark{{Kind: huibao.RemarkShortName, Text: "农机安全检查", Place: place}}}},
		}
		got := derive(form, read)
		row := got.RowByCode("27.2")
		_, asked := got.Has(huibao.RemarkRowUnclear)
		if settled := row != nil && len(row.Parts) == 0; settled != c.settled || asked == c.settled {
			t.Errorf("%s: settled %v, asked %v", c.name, settled, asked)
		}
		if len(read.Rows[0].Parts) != 1 || len(part.Remarks) != 0 {
			t.Errorf("%s: what was read has changed", c.name)
		}
	}
}

// TestShortNamesBesideAnothersTask: small figures meet by chance, and a row beside the task of another is not
// settled by where it goes on.
func TestShortNamesBesideAnothersTask(t *testing.T) {
	for _, c := range []struct {
		name, before, sum, task string
		follows                 bool
	}{
		{"no task", "10", "12", "", true},
		{"small", "9", "11", "", false},
		{"its task", "10", "12", "70", true},
		{"another's task", "10", "12", "80", false},
	} {
		row := huibao.FormRow{Promise: huibao.Promise{Code: "27.1", Kind: huibao.KindCount, Mode: huibao.ModeFlow}}
		row.Target = amount("70")
		row.Prior = huibao.Prior{Counted: true, Values: map[huibao.Field]huibao.Quantity{huibao.FieldCumulative: amount(c.before)}}
		form := &huibao.Form{Rows: []huibao.FormRow{row}}
		part := huibao.ReturnRow{Code: "27.1", Kind: huibao.KindCount}
		part.Values.Set(huibao.Value{Field: huibao.FieldThis, Quantity: amount("2")})
		part.Values.Set(huibao.Value{Field: huibao.FieldCumulative, Quantity: amount(c.sum)})
		if c.task != "" {
			part.Remarks = []huibao.Remark{{Kind: huibao.RemarkIssuedOther, Text: string(huibao.FieldTarget) + "\n" + c.task + "\n" + c.task}}
		}
		if got := followsOn(form, &form.Rows[0], &part); got != c.follows {
			t.Errorf("%s: follows on %v", c.name, got)
		}
	}
}

func amount(s string) huibao.Quantity { return huibao.Num(decimal.RequireFromString(s)) }

// TestShortNamesCarriedOn: a cumulative alone goes on where it lies within what the indicator went by until now,
// and no other of its measure may have come to it.
func TestShortNamesCarriedOn(t *testing.T) {
	flow := func(code, name, measure string, month ...string) huibao.FormRow {
		row := huibao.FormRow{Promise: huibao.Promise{Code: code, Name: name, Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: measure, Target: amount("900")}}
		sum := decimal.Decimal{}
		for _, m := range month {
			d, _ := amount(m).Decimal()
			sum = sum.Add(d)
			row.Series = append(row.Series, huibao.Past{This: amount(m), Cumulative: huibao.Num(sum)})
		}
		row.Prior = huibao.Prior{Counted: true, Values: map[huibao.Field]huibao.Quantity{huibao.FieldCumulative: huibao.Num(sum)}}
		return row
	}
	far, near := flow("3.2", "新增停车位", "个", "300", "300"), flow("3.2", "新增停车位", "个", "60", "35")
	for _, c := range []struct {
		name, full, sum string
		other           huibao.FormRow
		carries         bool
	}{
		{"within twice the best month", "企业见习岗位", "150", far, true},
		{"as before", "企业见习岗位", "90", far, true},
		{"further than that", "企业见习岗位", "191", far, false},
		{"below", "企业见习岗位", "89", far, false},
		{"another may have come to it", "企业见习岗位", "150", near, false},
		{"of a part of what is enumerated", "企业、学校见习岗位", "150", far, false},
	} {
		form := &huibao.Form{Rows: []huibao.FormRow{flow("1.5", c.full, "个", "40", "50"), c.other}}
		part := huibao.ReturnRow{Code: "1.5", Kind: huibao.KindCount, Name: "见习岗位"}
		part.Values.Set(huibao.Value{Field: huibao.FieldCumulative, Text: c.sum, Quantity: amount(c.sum)})
		if got := carriesOn(form, &form.Rows[0], &part); got != c.carries {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	small := flow("1.5", "企业见习岗位", "个", "4", "5")
	part := huibao.ReturnRow{Code: "1.5", Kind: huibao.KindCount, Name: "见习岗位"}
	part.Values.Set(huibao.Value{Field: huibao.FieldCumulative, Text: "12", Quantity: amount("12")})
	if carriesOn(&huibao.Form{Rows: []huibao.FormRow{small}}, &small, &part) {
		t.Error("what is small goes on by chance")
	}
}
