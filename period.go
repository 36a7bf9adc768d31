package huibao

import (
	"fmt"
	"strconv"
	"strings"
)

// Period is a reporting period (报告期): a month, written 2024-06, or a quarter,
// written 2024-Q2. Month is the period's last month. JSON: its text.
type Period struct {
	Year, Month int
	Quarter     bool
}

// ParsePeriod reads 2024-06 or 2024-Q2.
func ParsePeriod(s string) (Period, error) {
	bad := fmt.Errorf("报告期 %q 应写作 2024-06 或 2024-Q2", s)
	year, rest, ok := strings.Cut(strings.TrimSpace(s), "-")
	if !ok || len(year) != 4 {
		return Period{}, bad
	}
	n, err := strconv.ParseUint(year, 10, 16)
	if err != nil || year[0] == '0' {
		return Period{}, bad
	}
	p := Period{Year: int(n)}
	if q, isQuarter := strings.CutPrefix(rest, "Q"); isQuarter && len(q) == 1 && q[0] >= '1' && q[0] <= '4' {
		return Period{p.Year, int(q[0]-'0') * 3, true}, nil
	}
	if len(rest) != 2 || rest[0] < '0' || rest[0] > '9' || rest[1] < '0' || rest[1] > '9' {
		return Period{}, bad
	}
	p.Month = int(rest[0]-'0')*10 + int(rest[1]-'0')
	if p.Month < 1 || p.Month > 12 {
		return Period{}, bad
	}
	return p, nil
}

// IsZero reports whether there is no period.
func (p Period) IsZero() bool { return p == Period{} }

// String prints 2024-06 or 2024-Q2.
func (p Period) String() string {
	switch {
	case p.IsZero():
		return ""
	case p.Quarter:
		return fmt.Sprintf("%04d-Q%d", p.Year, p.Month/3)
	}
	return fmt.Sprintf("%04d-%02d", p.Year, p.Month)
}

// Chinese prints 2024年6月 or 2024年第2季度.
func (p Period) Chinese() string {
	if p.Quarter {
		return fmt.Sprintf("%d年第%d季度", p.Year, p.Month/3)
	}
	return fmt.Sprintf("%d年%d月", p.Year, p.Month)
}

// End is the period's last day.
func (p Period) End() Date { return Date{p.Year, p.Month, lastDay(p.Year, p.Month)} }

// Start is the period's first day.
func (p Period) Start() Date {
	if p.Quarter {
		return Date{p.Year, p.Month - 2, 1}
	}
	return Date{p.Year, p.Month, 1}
}

// Prev is the period before p, of the same length.
func (p Period) Prev() Period { return p.add(-1) }

// Next is the period after p, of the same length.
func (p Period) Next() Period { return p.add(1) }

func (p Period) add(n int) Period {
	step := 1
	if p.Quarter {
		step = 3
	}
	m := p.Year*12 + p.Month - 1 + n*step
	return Period{m / 12, m%12 + 1, p.Quarter}
}

// Contains reports whether month m (1…12) of the period's year lies in p.
func (p Period) Contains(m int) bool { return m >= p.Start().Month && m <= p.Month }

// Cmp orders periods by their last month.
func (p Period) Cmp(q Period) int { return p.End().Cmp(q.End()) }

// Before reports whether p ends earlier than q.
func (p Period) Before(q Period) bool { return p.Cmp(q) < 0 }

// months counts the period's last month since year 0.
func (p Period) months() int { return p.Year*12 + p.Month - 1 }

// MarshalText writes String.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads String.
func (p *Period) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*p = Period{}
		return nil
	}
	*p, err = ParsePeriod(string(text))
	return err
}
