package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/batch"
	"huibao/inforce"
	"huibao/internal/sheet"
	"huibao/planfile"
	"huibao/templates"
)

// makePlan is a plan of counties that report 36 counts and 4 rates each month: a
// return of it is about 25 KB.
func makePlan(units int) *huibao.Plan {
	p := &huibao.Plan{Title: "二〇二四年民生实事", Issuer: "市人民政府", Office: "市人民政府办公室", Year: 2024, Contact: "张三", Phone: "0955-1234567",
		Version: "第1版", Yellow: decimal.NewFromInt(10), Red: decimal.NewFromInt(20)}
	p.Units = append(p.Units, huibao.Unit{Code: "B01", Name: "市民政局", Level: huibao.LevelBureau})
	for i := range units {
		p.Units = append(p.Units, huibao.Unit{Code: fmt.Sprintf("C%05d", i+1), Name: fmt.Sprintf("第%d县", i+1), Level: huibao.LevelCounty})
	}
	for task := 1; task <= 4; task++ {
		p.Tasks = append(p.Tasks, huibao.Task{No: task, Category: "民生", Title: fmt.Sprintf("第%d项实事", task), Deadline: huibao.Date{Year: 2024, Month: 12, Day: 31},
			Lead: []string{"B01"}, LeadAs: []string{"市民政局"}})
		for n := 1; n <= 9; n++ {
			p.Indicators = append(p.Indicators, huibao.Indicator{Code: fmt.Sprintf("%d.%d", task, n), Task: task, Name: fmt.Sprintf("第%d项实事的第%d种设施", task, n),
				Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: "个", Comparator: huibao.AtLeast, Target: huibao.NumInt(int64(units) * 1000), Scope: huibao.ScopeCity,
				Responsible: "B01", ReportBy: huibao.ByCounties})
		}
		p.Indicators = append(p.Indicators, huibao.Indicator{Code: fmt.Sprintf("%d.10", task), Task: task, Name: fmt.Sprintf("第%d项实事的覆盖率", task), Kind: huibao.KindRate,
			Mode: huibao.ModeCumulative, Measure: "%", Comparator: huibao.AtLeast, Target: huibao.NumInt(90), Scope: huibao.ScopeCity, Responsible: "B01",
			ReportBy: huibao.ByCounties, Numerator: "已覆盖", Denominator: "应覆盖"})
	}
	return p
}

// makeReturns writes a period's returns of a plan's counties into a folder: figures
// by seed; of every hundred, bad are wrong in one place.
func makeReturns(dir string, p *huibao.Plan, period huibao.Period, bad int) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	inForce := inforce.At(p, period)
	for i := range inForce.Units {
		u := &inForce.Units[i]
		if !u.IsArea() {
			continue
		}
		form := inForce.Form(u.Code, nil)
		e := fill(form, i, period.Month, i%100 < bad)
		var b bytes.Buffer
		if err := templates.Filled(&b, form, e); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, u.Name+"_"+period.String()+".xlsx"), b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// done is what a unit did in a month for an indicator.
func done(unit, row, month int) int {
	return 400 + rand.New(rand.NewPCG(uint64(unit), uint64(row*16+month))).IntN(200)
}

// fill fills every input in; one cell of a bad return can't be read.
func fill(form *huibao.Form, unit, month int, bad bool) templates.Entries {
	e := templates.Entries{Rows: map[string]huibao.Values{},
		Sign: huibao.SignOff{FilledBy: "张三", Phone: "0955-7654321", CheckedBy: "李四", ApprovedBy: "王五", DateText: form.Day.CutOff.AddDays(3).String()}}
	for i := range form.Rows {
		row := &form.Rows[i]
		values := huibao.Values{}
		number := func(f huibao.Field, n int) {
			q := huibao.NumInt(int64(n))
			values.Set(huibao.Value{Field: f, Quantity: q, Text: q.String()})
		}
		switch row.Kind {
		case huibao.KindCount:
			sum := 0
			for m := 1; m <= month; m++ {
				sum += done(unit, i, m)
			}
			number(huibao.FieldThis, done(unit, i, month))
			number(huibao.FieldCumulative, sum)
		case huibao.KindRate:
			n := 1000 + done(unit, i, 0)
			number(huibao.FieldNumer, n*95/100)
			number(huibao.FieldDenom, n)
		}
		if bad && i == 3 {
			values.Set(huibao.Value{Field: huibao.FieldThis, Text: "约500"})
			values.Drop(huibao.FieldCumulative)
		}
		e.Rows[row.Code] = values
	}
	return e
}

// makeWorkspace writes a plan and the returns of some periods.
func makeWorkspace(dir string, units, bad int, periods ...huibao.Period) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	p := makePlan(units)
	var b bytes.Buffer
	if err := planfile.Write(&b, p); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "plan.xlsx"), b.Bytes(), 0o644); err != nil {
		return err
	}
	loaded, err := batch.ReadPlan(context.Background(), filepath.Join(dir, "plan.xlsx"), sheet.DefaultLimits())
	if err != nil {
		return err
	}
	p = loaded.Plan
	for _, period := range periods {
		if err := makeReturns(filepath.Join(dir, "returns", period.String()), p, period, bad); err != nil {
			return err
		}
	}
	return nil
}

// makeLarge writes a sheet of rows of ten cells, texts and numbers.
func makeLarge(path string, rows int) error {
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	for n := 1; n <= rows; n++ {
		row := make([]any, 10)
		for c := range row {
			if c < 4 {
				row[c] = fmt.Sprintf("第%d行第%d列", n%5000, c)
			} else {
				row[c] = n * (c + 1)
			}
		}
		if err := w.SetRow(fmt.Sprintf("A%d", n), row); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.SaveAs(path)
}
