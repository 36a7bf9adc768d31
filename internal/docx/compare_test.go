package docx

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// edited is a document of paragraphs and tables in WordprocessingML.
func edited(t *testing.T, body string) []Block {
	t.Helper()
	blocks, err := read(pack(t, map[string]string{"word/document.xml": `<w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`}), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return blocks
}

func words(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

func fig(n int, text string) string {
	return fmt.Sprintf(`<w:bookmarkStart w:id="%d" w:name="f_%d"/>%s<w:bookmarkEnd w:id="%d"/>`, n, n, words(text), n)
}

func para(runs string) string { return `<w:p>` + runs + `</w:p>` }

func table(cells ...string) string {
	s := `<w:tbl><w:tr>`
	for _, c := range cells {
		s += `<w:tc>` + para(c) + `</w:tc>`
	}
	return s + `</w:tr></w:tbl>`
}

// TestCompare edits a text as offices do: words, order and sections are theirs, figures and
// cells are told.
func TestCompare(t *testing.T) {
	first := words("截至6月底，累计完成") + fig(1, "2750") + words("户，完成率") + fig(2, "55.00%") + words("。单位说“再有3户”。")
	second := words("达序时") + fig(3, "12") + words("项。")
	head, row := table(words("任务"), words("亮灯")), table(words("就业"), words("● 达序时"), fig(4, "40.0"))
	ours := edited(t, para(first)+para(second)+head+row)
	for _, c := range []struct {
		name, body string
		want       []string
	}{
		{"as it is", para(first) + para(second) + head + row, nil},
		{"order, words, sections, a quotation's own number, a new day and annex",
			para(second) + para(words("一、总体情况")) + para(words("今年以来（至7月1日），截至6月底，")+fig(1, "2750")+words("户已完成，达")+fig(2, "55.00%")+words("。单位说“再有4户”，见附件2。")) + head + row, nil},
		{"a run split in two by the editor", para(words("累计完成")+`<w:bookmarkStart w:id="9" w:name="f_1"/>`+words("27")+words("50")+`<w:bookmarkEnd w:id="9"/>`+words("户，")+fig(2, "55.00%")) + para(second) + head + row, nil},
		{"a bookmark of the program's own", para(`<w:bookmarkStart w:id="0" w:name="_GoBack"/>`+words("累计9年")+`<w:bookmarkEnd w:id="0"/>`+first) + para(second) + head + row, nil},
		{"digits of full width", para(words("完成")+fig(1, "２７５０")+words("户，")+fig(2, "55.00％")) + para(second) + head + row, nil},
		{"a deleted figure in its bookmark", para(words("完成")+fig(1, "")+words("户，")+fig(2, "55.00%")) + para(second) + head + row, []string{"1 2750 "}},
		{"a sentence put in with full width", para(first) + para(second) + para(words("另有８．５项提前完成。")) + head + row, []string{"2  8.5"}},
		{"a digit altered", para(words("完成")+fig(1, "2760")+words("户，")+fig(2, "55.00%")) + para(second) + head + row, []string{"0 2750 2760"}},
		{"typed beside the bookmark", para(words("完成1")+fig(1, "2750")+words("户，")+fig(2, "55.00%")) + para(second) + head + row, []string{"2  1"}},
		{"another scale", para(words("完成")+fig(1, "2750")+words("万户，")+fig(2, "55.00%")) + para(second) + head + row, []string{"0 2750 2750万"}},
		{"a minus", para(words("完成")+fig(1, "2750")+words("户，-")+fig(2, "55.00%")) + para(second) + head + row, []string{"0 55.00% -55.00%"}},
		{"a sentence left out", para(first) + head + row, []string{"1 12 "}},
		{"typed over, without the bookmark", para(first) + para(words("达序时12项。")) + head + row, []string{"1 12 ", "2  12"}},
		{"numbers in a document number's brackets", para(first) + para(second) + para(words("另有〔99999户〕，完成〔1200〕户，〔2024〕3户，依卫政办发〔2024〕第 12 号、〔２０２３〕８号和〔2024〕　号")) + head + row, []string{"2  99999", "2  1200", "2  2024", "2  3"}},
		{"a number in Chinese characters", para(first) + para(second) + para(words("有十五个单位迟报，百分之六十的两家未改，一百二十户")) + head + row, []string{"2  十五个", "2  百分之六十", "2  两家", "2  一百二十户"}},
		{"characters that count nothing", para(first) + para(second) + para(words("一、第三项、进一步、一个不落、十四五时期、千家万户、单位说“三个不够”、统一处理")) + head + row, nil},
		{"a scale behind a figure", para(words("截至6月底，累计完成")+fig(1, "2750")+words("户，完成率")+fig(2, "55.00%")+words("，再有")) + para(second) + head + row, nil},
		{"a sentence put in", para(first) + para(second) + para(words("另有8项提前完成。")) + head + row, []string{"2  8"}},
		{"a deletion that is tracked", para(first) + para(words("达序时")+`<w:bookmarkStart w:id="3" w:name="f_3"/><w:del w:id="5"><w:r><w:delText>12</w:delText></w:r></w:del><w:ins w:id="6">`+words("13")+`</w:ins><w:bookmarkEnd w:id="3"/>`) + head + row, []string{"0 12 13"}},
		{"a light changed in a cell", para(first) + para(second) + head + table(words("就业"), words("▲ 滞后"), fig(4, "40.0")), []string{"3 ● 达序时 ▲ 滞后"}},
		{"a column taken out", para(first) + para(second) + head + table(words("就业"), fig(4, "40.0")), []string{"3 3 格 2 格"}},
		{"a heading changed", para(first) + para(second) + table(words("任务"), words("状态")) + row, []string{"3 任务｜亮灯 "}},
		{"a paragraph put in twice, once altered", para(first) + para(second) + para(words("达序时")+fig(3, "14")) + head + row, []string{"2  14"}},
		{"a bookmark that does not end", para(first) + para(words("达序时")+`<w:bookmarkStart w:id="3" w:name="f_3"/>`+words("12")) + para(words("另7项")) + head + row, []string{"2  7"}},
	} {
		var got []string
		for _, x := range Compare(ours, edited(t, c.body)) {
			got = append(got, fmt.Sprintf("%d %s %s", x.Kind, x.Was, x.Now))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestDays tells years, months, days and ordinals that are other ones where a sentence stands as it
// did besides; none that was left out with its words, of signatures and imprints.
func TestDays(t *testing.T) {
	body := func(replace ...string) []Block {
		text := ""
		for _, p := range []string{"关于2024年6月任务进展情况的通报", "现将2024年6月任务进展情况（数据截至6月25日）通报如下。", "第15项因市总工会未报未评，第23项不在报送期内。截至6月底，完成#户。", "市水务局于7月15日前改正重报。", "2024年7月10日"} {
			text += para(strings.ReplaceAll(words(p), "#", `</w:t></w:r>`+fig(1, "27")+`<w:r><w:t>`))
		}
		return edited(t, strings.NewReplacer(replace...).Replace(text))
	}
	for _, c := range []struct {
		replace []string
		want    string
	}{
		{nil, "[]"},
		{[]string{"关于2024年6月", "关于2024年7月"}, "[1 6月 7月]"},
		{[]string{"关于2024年6月任务", "市政府关于2025年6月民生任务"}, "[1 2024年 2025年]"},
		{[]string{"6月25日", "6月20日"}, "[1 25日 20日]"},
		{[]string{"现将2024年6月", "现将2024年5月"}, "[1 6月 5月]"},
		{[]string{"第23项", "第33项"}, "[1 第23 第33]"},
		{[]string{"截至6月底，", "总的"}, "[]"},
		{[]string{"截至6月底，", "6月底以前，共"}, "[]"},
		{[]string{"2024年7月10日", "2024年7月12日", "市水务局于7月15日前改正重报。", ""}, "[]"},
		{[]string{"2024年7月10日", "市政府办公室2024年7月12日印发"}, "[]"},
		{[]string{"任务进展", "任务未达标"}, "[]"},
		{[]string{"关于2024年6月", "关于２０２４年６月"}, "[]"},
	} {
		got := []string{}
		for _, x := range Compare(body(), body(c.replace...)) {
			kind := map[ChangeKind]string{FigureChanged: "1", FigureGone: "2"}[x.Kind]
			got = append(got, kind+" "+x.Was+" "+x.Now)
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%q: %q, want %s", c.replace, got, c.want)
		}
	}
}

// TestLists tells names put into a list of units, or taken out of it; not its order, nor what is said
// of one in brackets, nor a list in other words.
func TestLists(t *testing.T) {
	of := func(text string) []Block {
		return edited(t, para(words("应报")+fig(1, "16")+words("个单位。"+text)))
	}
	ours := of("未报：市总工会、市残联。退回：市水务局（这是5月的报表）。")
	for text, want := range map[string]string{
		"未报：市残联、市总工会。退回：市水务局（报错了）。": "[]",
		"未报：市总工会、市残联、市教育局。退回：市水务局。": "[市总工会、市残联→市总工会、市残联、市教育局]",
		"未报：市总工会。":        "[市总工会、市残联→市总工会]",
		"退回：市教育局。":        "[市水务局→市教育局]",
		"还有市总工会、市残联没有报表。": "[]",
		"市总工会、市残联未报，市水务局的报表退回：请市水务局抓紧，市教育局也要抓紧。": "[]",
	} {
		got := []string{}
		for _, x := range Compare(ours, of(text)) {
			got = append(got, x.Was+"→"+x.Now)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%s: %q, want %s", text, got, want)
		}
	}
}

// TestAdded tells where a figure was put in: not at one that reads alike and was there before.
func TestAdded(t *testing.T) {
	ours := edited(t, para(words("共")+fig(1, "4")+words("项。"))+para(words("3．通知，4．表")))
	for _, c := range Compare(ours, edited(t, para(words("今年共4项。"))+para(words("3．通知，4．表")))) {
		if c.Kind == FigureAdded && c.Where != "今年共4项。" {
			t.Errorf("%+v", c)
		}
	}
}

// TestAsides: what stands in text boxes and notes is compared too, each once; deleted text is none.
func TestAsides(t *testing.T) {
	box := func(text string) string { return `<w:txbxContent>` + para(text) + `</w:txbxContent>` }
	body := para(words("共") + fig(1, "4") + `<w:r><mc:AlternateContent><mc:Choice>` + box(words("另有55户")+`<w:del>`+words("7")+`</w:del>`) + `</mc:Choice><mc:Fallback>` + box(words("另有55户")) + `</mc:Fallback></mc:AlternateContent></w:r>` + words("项，") +
		`<w:r><w:pict>` + box(words("又")+fig(2, "66")) + `</w:pict></w:r>` + words("完。"))
	data := pack(t, map[string]string{"word/document.xml": `<w:document xmlns:w="w" xmlns:mc="mc"><w:body>` + body + `</w:body></w:document>`,
		"word/footnotes.xml": `<w:footnotes xmlns:w="w"><w:footnote>` + para(words("含77人")) + `</w:footnote></w:footnotes>`})
	list, err := Asides(t.Context(), bytes.NewReader(data), int64(len(data)), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range list {
		got = append(got, fmt.Sprint(b.Text, b.Marks))
	}
	if want := []string{"另有55户[]", "又66[{f_2 66}]", "含77人[]"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	blocks, err := read(data, DefaultLimits())
	if err != nil || len(blocks) != 1 || blocks[0].Text != "共4项，完。" {
		t.Errorf("%+v, %v", blocks, err)
	}
}

// TestAlike tells of which text a document was made.
func TestAlike(t *testing.T) {
	a, b := edited(t, para(fig(1, "1")+fig(2, "2"))), edited(t, para(fig(1, "1")+fig(2, "3")))
	if got := [2]int{Alike(a, a), Alike(a, b)}; got != [2]int{2, 1} {
		t.Errorf("%v", got)
	}
}
