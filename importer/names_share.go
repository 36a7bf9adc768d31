package importer

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
)

// orShare are a row's matches, or the one rate that is called so with the heading of the shares behind it, or with
// its last word (新生儿听力筛查 beside 应筛查人数, 已筛查人数 and 筛查率): in a table that has both numbers of which
// a rate is made, and the share.
func (u *ownTable) orShare(n int, list []match, name string) []match {
	share := cmp.Or(max(u.columns[huibao.FieldRate], u.columns[huibao.FieldComplete]), u.rateMade(n, name))
	both := u.kind == huibao.KindRate && u.columns[huibao.FieldNumer] > 0 && u.columns[huibao.FieldDenom] > 0
	if standsOut(list, certain) || share == 0 || !both && !u.dueAndDone(n) {
		return list
	}
	bare, measure := nameMeasure(name)
	if measure != "" && measure != "%" || strings.HasSuffix(bare, "率") {
		return list
	}
	heading, _ := nameMeasure(u.headText(u.head, share))
	var found *huibao.FormRow
	for _, end := range []string{"率", heading, "完成率"} {
		row := u.rateCalled(bare + end)
		if row == nil {
			continue
		}
		if found != nil && found != row {
			return list
		}
		found = row
	}
	if found == nil || slices.ContainsFunc(list, func(m match) bool { return m.row.Kind != huibao.KindRate && m.sure >= certain }) {
		return list
	}
	return []match{{found, certain}}
}

// rateMade is the one column headed as a rate, of none but those of a row's name, of which the share in a row is what its
// two known numbers make; 0 without.
func (t table) rateMade(n int, name string) (found int) {
	a, okA := t.figureAt(n, t.columns[huibao.FieldNumer])
	b, okB := t.figureAt(n, t.columns[huibao.FieldDenom])
	for col := t.from; col <= t.to && okA && okB; col++ {
		heading, _ := nameMeasure(t.headText(t.head, col))
		of, place, ok := t.shareAt(n, col)
		if beside := withoutWords(heading, name); !strings.HasSuffix(heading, "率") || ofOnlySome(beside) || !ok || !makes(a, b, of, place) {
			continue
		}
		if found > 0 {
			return 0
		}
		found = col
	}
	return found
}

// rateCalled is the one rate of a name, in full or without those whose rate it is (耳聋基因筛查率); nil without one.
func (u *ownTable) rateCalled(name string) (found *huibao.FormRow) {
	if !strings.HasSuffix(name, "率") {
		return nil
	}
	rates := slices.DeleteFunc(slices.Clone(u.matches(name)), func(m match) bool { return m.row.Kind != huibao.KindRate })
	if standsOut(rates, certain) {
		return rates[0].row
	}
	said := strings.ReplaceAll(strings.TrimSuffix(nameSigns.Replace(fold(name)), "率"), "年度", "")
	for _, row := range u.allRates() {
		full := strings.ReplaceAll(rateOf(row), "年度", "")
		of, ends := strings.CutSuffix(said, full) // 慢性病 before 随访任务完成, of a task of such illness
		if short := said == rateOfWhom.ReplaceAllString(full, ""); !short && !(ends && u.ofItsTask(of, row)) || short && u.titledOfOthers(row) {
			continue
		}
		if found != nil {
			return nil
		}
		found = row
	}
	return found
}

// titledOfOthers reports whether a title says of a table that it is of others than those whose rate it may be
// (中小学生健康筛查情况 over 听力筛查).
func (u *ownTable) titledOfOthers(row *huibao.FormRow) bool {
	task := u.taskOf(row)
	own := row.Name + row.Numerator + row.Denominator + task.Title + task.Category
	return slices.ContainsFunc(u.titles(), func(title string) bool {
		said := titleWhom.FindAllString(fold(title), -1)
		return len(said) > 0 && !slices.ContainsFunc(said, func(whom string) bool { return strings.Contains(own, whom) })
	})
}

// ofOnlySome reports whether words that a name does not have say of whom or where a thing is.
func ofOnlySome(words string) bool {
	return titleWhom.MatchString(words) || ofSome.MatchString(words) || restricts.MatchString(words)
}

// titleWhom are those of whom a title may be.
var titleWhom = regexp.MustCompile(`学生|老年|老人|孕|产妇|妇女|儿童|幼儿|新生儿|婴儿|青少年|残疾|职工|教师|患者|农民`)

// dueAndDone reports whether a row has what was due and what of it was done, and the share that this is (应完成数 |
// 已完成数 | 完成率): of a rate they are its two numbers, of a count its target and its figure.
func (t table) dueAndDone(n int) bool {
	due, done, share := t.columns[huibao.FieldTarget], t.columns[huibao.FieldCumulative], max(t.columns[huibao.FieldRate], t.columns[huibao.FieldComplete])
	if due == 0 || done == 0 || share == 0 {
		return false
	}
	bare, _ := nameMeasure(t.headText(t.head, due))
	a, okA := t.figureAt(n, done)
	b, okB := t.figureAt(n, due)
	of, place, ok := t.shareAt(n, share)
	return dueToDo.MatchString(bare) && okA && okB && ok && makes(a, b, of, place)
}

// dueToDo heads what was due.
var dueToDo = regexp.MustCompile(`^应完成(?:总?数|人数|量)?$`)

// takeDue takes what was due, in a table whose headings say no more of a target (应完成 | 实完成 | 率%).
func (t table) takeDue(take func(huibao.Field, int)) {
	var due []int
	for col := t.from; col <= t.to; col++ {
		if bare, _ := nameMeasure(t.headText(t.head, col)); dueToDo.MatchString(bare) {
			due = append(due, col)
		}
	}
	if t.columns[huibao.FieldCumulative] > 0 && t.columns[huibao.FieldTarget] == 0 && len(due) == 1 {
		take(huibao.FieldTarget, due[0])
	}
}

// asNumbersOfRate are a table's columns with what was due and done as the two numbers of a rate.
func (t table) asNumbersOfRate() map[huibao.Field]int {
	columns := maps.Clone(t.columns)
	columns[huibao.FieldNumer], columns[huibao.FieldDenom] = columns[huibao.FieldCumulative], columns[huibao.FieldTarget]
	columns[huibao.FieldRate] = max(columns[huibao.FieldRate], columns[huibao.FieldComplete])
	for _, f := range []huibao.Field{huibao.FieldCumulative, huibao.FieldTarget, huibao.FieldComplete} {
		delete(columns, f)
	}
	return columns
}

// ofItsTask reports whether words are of the task of an indicator alone.
func (r *reader) ofItsTask(words string, row *huibao.FormRow) bool {
	return words == "" || withoutWords(words, nameSigns.Replace(r.taskOf(row).Title)) == ""
}

// taskOf is the plan's task of an indicator; an empty one where the plan is not known.
func (r *reader) taskOf(row *huibao.FormRow) *huibao.Task {
	if r.known.Plan != nil {
		if ind := r.known.Plan.IndicatorByCode(row.Code); ind != nil {
			if task := r.known.Plan.TaskByNo(ind.Task); task != nil {
				return task
			}
		}
	}
	return &huibao.Task{}
}
