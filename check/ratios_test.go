package check

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
)

// TestToppedUpByADigit says, without a history, which way a payment is off by a digit.
func TestToppedUpByADigit(t *testing.T) {
	for paid, want := range map[int64]string{690: "1/10 倍，请核对有没有少填一位", 69000: "10 倍，请核对有没有多填一位"} {
		r := &huibao.ReturnRow{Kind: huibao.KindStandard}
		r.Values.Set(huibao.Value{Field: huibao.FieldStandard, Quantity: huibao.NumInt(115)})
		r.Values.Set(huibao.Value{Field: huibao.FieldMonths, Quantity: huibao.NumInt(60)})
		p := pair{FormRow: &huibao.FormRow{Promise: huibao.Promise{PayBy: huibao.PayTopUp}}, r: r}
		h, off := averageOff(p, decimal.NewFromInt(paid), decimal.NewFromInt(60))
		if !off || !strings.Contains(h.message, want) {
			t.Errorf("%d paid of 6900: %v %s", paid, off, h.message)
		}
	}
}
