package draft

import (
	"strconv"
	"strings"

	"huibao"
	"huibao/internal/regexp"
)

// groupName reports whether a name stands for many units; it is kept as written,
// and expanded over sheet 单位 when the plan is read.
func groupName(name string) bool {
	return strings.HasPrefix(name, "各") || strings.Contains(name, "有关部门") || strings.Contains(name, "相关部门") || strings.Contains(name, "各有关") || strings.Contains(name, "各县")
}

// unitTable lists every unit that the text names.
func (b *builder) unitTable() {
	groups := ""
	for _, t := range b.doc.tasks {
		for _, n := range append(append([]string{}, t.lead...), t.support...) {
			if groupName(n) {
				if groups == "" {
					groups = n
				}
				continue
			}
			b.unit(n)
		}
	}
	if groups != "" && b.counties() == 0 {
		b.review(0, groups, "文中没有逐一列出这些单位，请在“单位”表中补上")
	}
}

func (b *builder) counties() int {
	n := 0
	for i := range b.draft.Plan.Units {
		if b.draft.Plan.Units[i].IsArea() {
			n++
		}
	}
	return n
}

// unit adds a unit under its name without a bracket's note.
func (b *builder) unit(name string) {
	p := b.draft.Plan
	if p.UnitByName(name) != nil {
		return
	}
	level := levelOf(name)
	prefix := map[huibao.Level]string{huibao.LevelBureau: "B", huibao.LevelCounty: "C", huibao.LevelZone: "Z"}[level]
	n := 1
	for i := range p.Units {
		if strings.HasPrefix(p.Units[i].Code, prefix) {
			n++
		}
	}
	code := prefix + strconv.Itoa(n/10) + strconv.Itoa(n%10)
	p.Units = append(p.Units, huibao.Unit{Code: code, Name: name, Level: level, At: huibao.Row{Sheet: huibao.SheetUnits, Row: len(p.Units) + 2}})
}

var countyForm = regexp.MustCompile(`(?:[^市]{1,6}(?:县|区|旗|市)(?:人民)?政府|^[^市省]{1,5}(?:县|区|旗)|^[^局委办]{2,4}(?:镇|乡|街道)(?:办事处)?)$`)

func levelOf(name string) huibao.Level {
	switch {
	case strings.HasSuffix(name, "管委会") || strings.Contains(name, "开发区") || strings.Contains(name, "高新区") || strings.Contains(name, "园区"):
		return huibao.LevelZone
	case countyForm.MatchString(name):
		return huibao.LevelCounty
	}
	return huibao.LevelBureau
}

// codesOf are the codes of the units named; groups stand for those that the table
// has.
func (b *builder) codesOf(names []string) []string {
	var codes []string
	for _, n := range names {
		if u := b.draft.Plan.UnitByName(n); u != nil {
			codes = append(codes, u.Code)
		}
	}
	return codes
}

var (
	deadlineForm = regexp.MustCompile(`(?:(20\d\d)年)?(\d{1,2})月(?:(\d{1,2})日|底|末|中旬|上旬|下旬)?(?:之?前|以前|底|内|完成|，|$)`)
	yearEnd      = regexp.MustCompile(`(?:(20\d\d)年)?(?:年底|年末|全年|年内)`)
	plainDay     = regexp.MustCompile(`^(20\d\d)[-./](\d{1,2})(?:[-./](\d{1,2}))?$`)
)

// deadlineIn reads 2024年12月底前, 12月31日前, 年底前, 2024.11.
func deadlineIn(s string, year int) (huibao.Date, bool) {
	s = strings.TrimSpace(s)
	if g := plainDay.FindStringSubmatch(s); g != nil {
		return day(atoi(g[1]), atoi(g[2]), atoi(g[3]))
	}
	if all := deadlineForm.FindAllStringSubmatch(s, -1); all != nil {
		g := all[len(all)-1]
		if y := atoi(g[1]); y > 0 {
			year = y
		}
		return day(year, atoi(g[2]), atoi(g[3]))
	}
	if g := yearEnd.FindStringSubmatch(s); g != nil {
		if y := atoi(g[1]); y > 0 {
			year = y
		}
		return day(year, 12, 31)
	}
	return huibao.Date{}, false
}

// day is a day, or the month's last where none is given.
func day(y, m, d int) (huibao.Date, bool) {
	if y < 2000 || m < 1 || m > 12 {
		return huibao.Date{}, false
	}
	if d == 0 {
		return huibao.Period{Year: y, Month: m}.End(), true
	}
	return huibao.NewDate(y, m, d)
}
