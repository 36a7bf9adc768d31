package check

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
)

// FuzzRun judges returns of any values and remarks: no panic, the same verdict twice,
// and no value alone makes a return be sent back.
func FuzzRun(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed, seed*7+1)
	}
	f.Fuzz(func(t *testing.T, a, b uint64) {
		first, second := Run(anyInput(a, b)), Run(anyInput(a, b))
		first.Return, second.Return = nil, nil // their values stand in the order of a map
		if !reflect.DeepEqual(first, second) {
			t.Fatalf("two verdicts on one return: %+v, %+v", first, second)
		}
		for _, x := range first.Findings {
			if x.Message == "" || x.Title == "" || x.ID == "" {
				t.Errorf("%+v", x)
			}
		}
		if first.State == huibao.StateRejected {
			t.Errorf("sent back for %s", first.Why)
		}
	})
}

// anyInput changes a return in up to thirty places.
func anyInput(a, b uint64) Input {
	rnd := rand.New(rand.NewPCG(a, b))
	in := input(good())
	in.Form.Settings = append(in.Form.Settings, huibao.Setting{Code: "H05", Bound: "0"}, huibao.Setting{Code: "T07", Severity: "不审"}, huibao.Setting{Code: "空话", Bound: "正在核实"})
	kinds := append(huibao.Lenient(), huibao.RemarkUnreadable, huibao.RemarkErrorValue, huibao.RemarkShownDiffers, huibao.RemarkNotDate, huibao.RemarkUnderMerge, huibao.RemarkFormulaLost, huibao.RemarkNone)
	for range rnd.IntN(30) {
		form := &in.Form.Rows[rnd.IntN(len(in.Form.Rows))]
		row := in.Return.RowByCode(form.Code)
		cols := huibao.Columns(form.Kind)
		v := huibao.Value{Field: cols[rnd.IntN(len(cols))].Field, Text: "x", Source: huibao.Source{Sheet: row.Sheet, Cell: "F4"}}
		switch rnd.IntN(9) {
		case 0:
			v.Quantity = huibao.NA()
		case 1:
			v.Word = []string{"已完成", "1-13月", "截至99月底累计", "核实无误", "已完成644元", "\u202e", ""}[rnd.IntN(7)]
		case 2:
			v.Date = huibao.Date{Year: rnd.IntN(3000), Month: 1 + rnd.IntN(12), Day: 1 + rnd.IntN(28)}
		case 3:
			v.Remarks = append(v.Remarks, huibao.Remark{Kind: kinds[rnd.IntN(len(kinds))], Text: "x"})
		case 4:
			row.Values.Drop(v.Field)
			continue
		case 5:
			row.Remarks = append(row.Remarks, huibao.Remark{Kind: huibao.RemarkTypedRate, Text: []string{"%", "1e5%", "-3", "119%", "1e999999999%", "1e-999999999"}[rnd.IntN(6)]})
			continue
		case 6:
			form.Target, form.Share, form.PriorShare = anyNumber(rnd), huibao.RatioOf(rnd.Int64N(5)-1, rnd.Int64N(3)), huibao.RatioOf(rnd.Int64N(5), rnd.Int64N(13))
			form.Baseline, form.Reference, form.Factor = anyNumber(rnd), anyNumber(rnd), anyNumber(rnd)
			continue
		case 7:
			form.Series = nil
			for m := range rnd.IntN(8) {
				form.Series = append(form.Series, huibao.Past{Period: huibao.Period{Year: 2024, Month: m + 1}, This: anyNumber(rnd), Step: huibao.RatioOf(rnd.Int64N(3), rnd.Int64N(3))})
			}
			form.Prior = huibao.Prior{Counted: rnd.IntN(2) == 0, Period: huibao.Period{Year: 2024, Month: 5}, Values: map[huibao.Field]huibao.Quantity{v.Field: anyNumber(rnd)}}
			continue
		default:
			v.Quantity = anyNumber(rnd)
		}
		row.Values.Set(v)
	}
	return in
}

func anyNumber(rnd *rand.Rand) huibao.Quantity {
	if rnd.IntN(6) == 0 {
		return huibao.Quantity{}
	}
	return huibao.Num(decimal.New(rnd.Int64N(2_000_000)-1_000_000, int32(rnd.IntN(24)-12)))
}

// BenchmarkRun judges a return, of which there are a thousand in a night.
func BenchmarkRun(b *testing.B) {
	in := input(good())
	for b.Loop() {
		Run(in)
	}
}
