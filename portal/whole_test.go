package portal

import (
	"io/fs"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// bareNumber is a number of an indicator that is written as any other text.
var bareNumber = regexp.MustCompile(`>\{\{\.(Code|Indicator)\}\}<|with \.Indicator\}\}\{\{\.\}\}|\}\}\{\{\.(Code|Indicator)\}\}(<|\{\{end)|>\{\{\.Day\.\w+\}\}<`)

// TestNumbersWhole: a number such as E-12, or a day, is not broken at its hyphen: every page writes
// them by what keeps them in one line.
func TestNumbersWhole(t *testing.T) {
	list, err := fs.Glob(pages, "pages/*.html")
	must(t, err)
	seen := 0
	for _, name := range list {
		data, err := pages.ReadFile(name)
		must(t, err)
		seen += strings.Count(string(data), `{{template "nb" `)
		for _, bare := range bareNumber.FindAllString(string(data), -1) {
			t.Errorf("%s: %s", name, bare)
		}
	}
	if seen < 20 {
		t.Errorf("%d numbers of indicators in all pages", seen)
	}
}

// englishWord is a word of a library's that no person should be answered with.
var englishWord = regexp.MustCompile(`(?i)\b(forbidden|not found|bad request|too many|too large|method|error|internal|token|cookie)\b`)

// TestErrorPages: whatever goes wrong is told in Chinese on a page of ours that leads back.
func TestErrorPages(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	stranger := &browser{h: h}
	guess := func() (r reply) {
		for range 8 {
			r = stranger.post("/login", "account", "nobody", "password", "wrong-password")
		}
		return r
	}
	foreign := func(r *http.Request) {
		r.Header.Set("Origin", "http://evil.test")
		r.Header.Set("Sec-Fetch-Site", "cross-site")
	}
	for name, c := range map[string]struct {
		r      reply
		status int
		says   string
	}{
		"not there":            {b.get("/nowhere"), 404, "没有这一页，或者不归您看"},
		"not there, stranger":  {stranger.get("/nowhere"), 404, "没有这一页，或者不归您看"},
		"another unit's":       {b.get("/r/" + june + "/" + h.other), 404, "没有这一页，或者不归您看"},
		"not by this method":   {b.get("/staged"), 404, "没有这一页，或者不归您看"},
		"from another site":    {b.do("POST", "/logout", url.Values{}, foreign), 403, "不是从本网站的页面发出的"},
		"too much in a form":   {b.post("/me/password", "old", strings.Repeat("a", maxForm)), 413, "写的太多，没有收下"},
		"too large a file":     {b.handIn(h.mine, upload{"大.xlsx", make([]byte, 33<<20)}), 413, "“大.xlsx”超过 32 MB，没有收下"},
		"a form that is none":  {b.send("/me/password", "%zz", "application/x-www-form-urlencoded"), 400, "表单没有传完整"},
		"guessed too often":    {guess(), 429, "试得太多了，请等一会儿再试"},
		"signed out meanwhile": {stranger.post("/r/"+june+"/"+h.mine+"/explain", "finding", "x"), 401, "登录已过期"},
	} {
		text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(c.r.body, "")
		if c.r.status != c.status || !strings.Contains(text, c.says) {
			t.Errorf("%s: %d, want %d %q", name, c.r.status, c.status, c.says)
		}
		if !strings.Contains(c.r.body, `<html lang="zh-CN">`) || !strings.Contains(c.r.body, `href="/"`) || englishWord.MatchString(text) {
			t.Errorf("%s: not in Chinese, or leads nowhere: %s", name, englishWord.FindString(text))
		}
	}
}
