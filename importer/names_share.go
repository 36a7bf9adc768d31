package importer

import (
	"slices"
	"strings"

	"huibao"
)

// orShare are a row's matches, or the one rate that is called so with the heading of the shares behind it, or with
// its last word (新生儿听力筛查 beside 应筛查人数, 已筛查人数 and 筛查率): in a table that has both numbers of which
// a rate is made, and the share.
func (u *ownTable) orShare(list []match, name string) []match {
	share := u.columns[huibao.FieldRate] + u.columns[huibao.FieldComplete]
	if u.kind != huibao.KindRate || standsOut(list, certain) || u.columns[huibao.FieldNumer] == 0 || u.columns[huibao.FieldDenom] == 0 || share == 0 {
		return list
	}
	bare, measure := nameMeasure(name)
	if measure != "" && measure != "%" || strings.HasSuffix(bare, "率") {
		return list
	}
	heading, _ := nameMeasure(u.headText(u.head, max(u.columns[huibao.FieldRate], u.columns[huibao.FieldComplete])))
	var found *huibao.FormRow
	for _, end := range []string{"率", heading} {
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

// rateCalled is the one rate of a name, in full or without those whose rate it is (耳聋基因筛查率); nil without one.
func (u *ownTable) rateCalled(name string) (found *huibao.FormRow) {
	if !strings.HasSuffix(name, "率") {
		return nil
	}
	rates := slices.DeleteFunc(slices.Clone(u.matches(name)), func(m match) bool { return m.row.Kind != huibao.KindRate })
	if standsOut(rates, certain) {
		return rates[0].row
	}
	for _, row := range u.allRates() {
		if rateOfWhom.ReplaceAllString(rateOf(row), "") != strings.TrimSuffix(nameSigns.Replace(name), "率") {
			continue
		}
		if found != nil {
			return nil
		}
		found = row
	}
	return found
}
