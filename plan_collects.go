package huibao

import "fmt"

// Collects reports why a period is none of the plan's: it lies outside the plan's year
// (年度), or is of another rhythm (报告周期).
func (p *Plan) Collects(period Period) error {
	switch {
	case p.Quarterly && !period.Quarter:
		return fmt.Errorf("方案按季报送，没有%s这一期；请写作 %d-Q1 … %d-Q4", period.Chinese(), p.Year, p.Year)
	case !p.Quarterly && period.Quarter:
		return fmt.Errorf("方案按月报送，没有%s这一期；请写作 %d-01 … %d-12", period.Chinese(), p.Year, p.Year)
	case period.Year != p.Year:
		return fmt.Errorf("%s不在方案的年度（%d年）内", period.Chinese(), p.Year)
	}
	return nil
}
