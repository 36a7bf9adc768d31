package check

import (
	"strings"

	"huibao"
)

// tableSlip compares what a unit's own table says was reached with the target that stands beside it
// there: far above it the two are of different measures (readings.md, 7.4).
func tableSlip(p pair) (hit, bool) {
	v := p.r.Values.Of(huibao.FieldCumulative)
	d, ok := v.Quantity.Decimal()
	if !ok || !p.r.ByName || v.Origin == huibao.OriginDerived {
		return hit{}, false
	}
	for _, m := range p.r.Remarks {
		lines := strings.Split(m.Text, "\n")
		if m.Kind != huibao.RemarkIssuedOther || len(lines) < 3 || huibao.Field(lines[0]) != huibao.FieldTarget {
			continue
		}
		own, err := huibao.ParseDecimal(lines[2])
		for _, line := range lines[3:] {
			if x, bad := huibao.ParseDecimal(line); bad == nil && x.GreaterThan(own) {
				own = x
			}
		}
		if err == nil && own.Sign() > 0 && d.GreaterThan(scaled(own, farFrom)) {
			return slipHit(v, "本年累计", d, "表中写的目标是", own), true
		}
	}
	return hit{}, false
}
