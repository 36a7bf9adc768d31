package numeral

import (
	"fmt"
	"math/rand"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestValue has numerals as people write them, and what nobody writes for a number.
func TestValue(t *testing.T) {
	for text, want := range map[string]int64{"零": 0, "〇": 0, "二": 2, "两": 2, "十": 10, "一十": 10, "拾": 10, "十二": 12, "一十二": 12, "二十": 20, "九十九": 99, "一百": 100,
		"一百五": 150, "一百一": 110, "一百一十": 110, "一百零一": 101, "一百〇五": 105, "一百零五": 105, "三百六": 360, "两百五": 250, "一百二十三": 123, "两千": 2000, "一千零一": 1001,
		"一千零一十": 1010, "一千一": 1100, "三千二": 3200, "一千二百三": 1230, "一千二百三十四": 1234, "壹仟": 1000, "壹仟贰佰叁拾肆": 1234, "一万五": 15000, "两万五": 25000, "三万五千": 35000,
		"一万零五": 10005, "一万零五十": 10050, "一万零五百": 10500, "三万二千五": 32500, "十万": 100000, "壹拾万": 100000, "十五万三": 153000, "十万七千": 107000, "十万零七千": 107000,
		"一百万": 1000000, "一千万零一": 10000001, "九萬": 90000, "一亿": 1e8, "一亿二": 120000000, "一亿二千万": 120000000, "一亿零五": 100000005, "一亿零一十万": 100100000,
		"三亿零五百万": 305000000, "一千亿": 1e11, "两万亿": 2e12,
		"廿": 20, "廿六": 26, "卅": 30, "卅一": 31, "一百廿三": 123, "两百卅": 230, "廿万": 200000, "廿三万五": 235000} {
		if got, ok := Value(text); !ok || got != want {
			t.Errorf("Value(%q) = %d, %v; want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "万", "百", "亿", "一二", "二五", "三五百", "一二三", "二〇二四", "十十", "十十十", "三十二十", "三十五百", "百五", "一百零", "一百零五十", "一百五零", "一百一百",
		"一百十", "五百三万", "二两", "两十", "一百零两", "一万两", "十万三", "一百万五", "一万五百", "一万零五千", "零五", "零零", "一零", "万一", "一万万", "一千二千", "二百三千", "壹百", "一佰", "壹佰伍",
		"一百零零五", "一亿一亿一亿", "一万二万", "一二三四五六七八九十一二三四五六七八九十一二三四五六七", "九千九百九十九万亿亿",
		"二廿", "廿十", "廿廿", "卅百", "百廿", "廿零三", "一百零廿", "廿两", "廿陆", "一百廿十"} {
		if got, ok := Value(text); ok {
			t.Errorf("Value(%q) = %d, want none", text, got)
		}
	}
}

func TestPrefix(t *testing.T) {
	if got := Prefix("三支一扶"); got != "三" {
		t.Error(got)
	}
	if got := Prefix("一百二十"); got != "一百二十" {
		t.Error(got)
	}
}

// rule is a regular expression and what takes its place.
type rule struct {
	find *regexp.Regexp
	put  string
}

func (r rule) apply(s string) string { return r.find.ReplaceAllString(s, r.put) }

var (
	noughts = []rule{{regexp.MustCompile("零[十百千]"), "零"}, {regexp.MustCompile("零+"), "零"}, {regexp.MustCompile("零([万亿])"), "${1}零"}, {regexp.MustCompile("零+"), "零"},
		{regexp.MustCompile("亿零?万"), "亿"}, {regexp.MustCompile("零$"), ""}}
	noNought  = []rule{{regexp.MustCompile("万零(.)千"), "万${1}千"}, {regexp.MustCompile("亿零(.千[^万]*万)"), "亿$1"}}
	shortHead = rule{regexp.MustCompile("^一十"), "十"}
	shortTail = regexp.MustCompile("([一二三四五六七八九](百.)十|[一二三四五六七八九](千.)百|[一二三四五六七八九](万.)千|[一二三四五六七八九](亿.)千万)$")
	couple    = rule{regexp.MustCompile("二([百千万亿])"), "两$1"}
	onlyTwo   = rule{regexp.MustCompile("两([百千万亿])"), "二$1"}
	solemn    = strings.NewReplacer("一", "壹", "二", "贰", "三", "叁", "四", "肆", "五", "伍", "六", "陆", "七", "柒", "八", "捌", "九", "玖", "十", "拾", "百", "佰", "千", "仟")
)

// spell writes a number under 10^12 in every way, from its digits and the names of their
// places, with the rules for noughts that are taught; it has nothing of the reader's.
func spell(v int64) []string {
	if v == 0 {
		return []string{"零", "〇"}
	}
	places := strings.Split(" 十 百 千 万 十 百 千 亿 十 百 千", " ")
	written := fmt.Sprint(v)
	s := ""
	for i, d := range written {
		s += strings.Split("零一二三四五六七八九", "")[d-'0'] + places[len(written)-1-i]
	}
	for _, r := range noughts {
		s = r.apply(s)
	}
	forms := []string{s}
	also := func(change func(string) string) {
		for _, f := range slices.Clone(forms) {
			if g := change(f); g != f {
				forms = append(forms, g)
			}
		}
	}
	for _, r := range noNought {
		also(r.apply)
	}
	formal := []string{}
	for _, f := range forms {
		formal = append(formal, solemn.Replace(f), strings.TrimPrefix(solemn.Replace(f), map[bool]string{true: "壹"}[strings.HasPrefix(f, "一十")]))
	}
	also(shortHead.apply)
	also(func(f string) string {
		return shortTail.ReplaceAllStringFunc(f, func(g string) string { return string([]rune(g)[:3]) })
	})
	also(func(f string) string { return strings.ReplaceAll(f, "零", "〇") })
	also(couple.apply)
	if v == 2 {
		forms = append(forms, "两")
	}
	return append(forms, formal...)
}

// TestWriter reads back every way of writing numbers from 0 to 10^8, densely sampled, and
// some above.
func TestWriter(t *testing.T) {
	rnd := rand.New(rand.NewSource(3))
	numbers := []int64{1e8, 1e8 + 1, 1e9, 1e11 + 7000, 1070000000, 100070000000}
	for v := range int64(3000) {
		numbers = append(numbers, v, v*10, v*1000, v*10000, v*12345)
	}
	for range 4000 {
		v := rnd.Int63n(1e8)
		for p := int64(1); p < 1e9; p *= 10 {
			if rnd.Intn(2) == 0 {
				v -= v / p % 10 * p // noughts are where it is hard
			}
		}
		numbers = append(numbers, v, rnd.Int63n(1e8))
	}
	for _, v := range numbers {
		for _, text := range spell(v) {
			if got, ok := Value(text); !ok || got != v {
				t.Errorf("Value(%q) = %d, %v; want %d", text, got, ok, v)
			}
		}
	}
}

// TestUnwritten reads every text of up to five characters: what it reads is what the
// writer writes for that number.
func TestUnwritten(t *testing.T) {
	letters := []string{"零", "一", "二", "两", "三", "十", "百", "千", "万", "亿"}
	read := 0
	var grow func(text string, left int)
	grow = func(text string, left int) {
		if v, ok := Value(text); ok && v < 1e12 {
			read++
			if !slices.Contains(spell(v), onlyTwo.apply(text)) {
				t.Errorf("Value(%q) = %d, which is not written so", text, v)
			}
		}
		if left == 0 {
			return
		}
		for _, l := range letters {
			grow(text+l, left-1)
		}
	}
	grow("", 5)
	if read < 500 {
		t.Errorf("only %d of them are numerals", read)
	}
}

// FuzzValue holds that what is read is a way of writing it.
func FuzzValue(f *testing.F) {
	for _, s := range []string{"一百五", "壹仟零壹拾", "三亿零五百万", "两万五", "十万零七千", "三十二十"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, ok := Value(text)
		if !ok || v >= 1e12 {
			return
		}
		plain := strings.NewReplacer("〇", "零", "○", "零", "萬", "万", "億", "亿", "两", "二").Replace(text)
		if !slices.ContainsFunc(spell(v), func(s string) bool { return strings.NewReplacer("〇", "零", "两", "二").Replace(s) == plain }) {
			t.Errorf("Value(%q) = %d, which is not written so", text, v)
		}
	})
}
