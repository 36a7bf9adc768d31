package portal

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"huibao/act"
	"huibao/batch"
	"huibao/portal/desk"
	"huibao/samples"
)

// TestS3S4Content: what a file is, is decided by what it holds, whatever it is called;
// archives that lie, climb or swell are refused with a finding, nothing leaves the folder,
// and the unit's sound return of the same hand-in is read.
func TestS3S4Content(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	packed := func(members ...any) []byte {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		for i := 0; i < len(members); i += 2 {
			head := &zip.FileHeader{Name: members[i].(string), Method: zip.Deflate}
			if strings.HasPrefix(head.Name, "link") {
				head.SetMode(os.ModeSymlink | 0o777)
			}
			w, err := z.CreateHeader(head)
			must(t, err)
			_, err = w.Write(members[i+1].([]byte))
			must(t, err)
		}
		must(t, z.Close())
		return out.Bytes()
	}
	sent := []upload{
		{"图.xlsx", []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`)},
		{"程序.xlsx", append([]byte("MZ"), make([]byte, 300)...)},
		{"页.xlsx", []byte("<html><table><tr><td>编码</td><td>本期完成</td></tr><tr><td>3.1</td><td>1</td></tr></table></html>")},
		{"炸.zip", packed("炸.xlsx", make([]byte, 33<<20))},
		{"爬.zip", packed("../../../plan.xlsx", []byte("PK no plan"), "link.xlsx", []byte("/etc/passwd"), "/etc/cron.d/x.xlsx", []byte("x"))},
		{"好.xlsx", another(h.example(), 40)},
	}
	plan, err := os.ReadFile(filepath.Join(h.dir, batch.PlanFile))
	must(t, err)
	if r := b.handIn(h.mine, sent...); r.status != http.StatusSeeOther {
		t.Fatal(r.status, r.body)
	}
	h.judge()
	if now, err := os.ReadFile(filepath.Join(h.dir, batch.PlanFile)); err != nil || !bytes.Equal(plan, now) {
		t.Error("an archive wrote over the plan")
	}
	ret, err := h.desk.Return(context.Background(), h.officer(), samples.Periods()[1].Period, h.mine, desk.Pick{})
	must(t, err)
	states := map[string]string{}
	for _, f := range ret.Files {
		states[f.Name] = f.State
	}
	for name, want := range map[string]string{"炸.zip": "压缩包", "炸.xlsx": "无法识别", "好.xlsx": "待说明"} {
		if states[name] != want {
			t.Errorf("%s: %q, want %q", name, states[name], want)
		}
	}
	for _, f := range ret.Files {
		if f.Name == "图.xlsx" || f.Name == "程序.xlsx" {
			one, err := h.desk.Return(context.Background(), h.officer(), samples.Periods()[1].Period, h.mine, desk.Pick{N: f.N, Part: f.Part})
			must(t, err)
			codes := ""
			for _, x := range slices.Concat(one.Must, one.Settled, one.Know, one.Ask, one.Hints) {
				codes += x.Code + " "
			}
			want := map[string]string{"图.xlsx": "S01", "程序.xlsx": "F01"}[f.Name] // text with tags is looked through for tables
			if f.Counts || !strings.Contains(codes, want) {
				t.Errorf("%s: %s, counts %v, found %s", f.Name, f.State, f.Counts, codes)
			}
		}
		if (f.Name == "页.xlsx" || f.Name == "plan.xlsx" || f.Name == "link.xlsx") && f.Counts {
			t.Errorf("%s counts", f.Name)
		}
		if f.SHA256 == "" { // of what was not taken out of an archive there is none
			if r := b.get(fmt.Sprintf("/r/%s/%s/original/%d?part=%d", june, h.mine, f.N, f.Part)); r.status != http.StatusNotFound {
				t.Errorf("%s: %d", f.Name, r.status)
			}
			continue
		}
		if r := b.get(fmt.Sprintf("/r/%s/%s/original/%d?part=%d", june, h.mine, f.N, f.Part)); r.status != http.StatusOK || !strings.HasPrefix(r.header.Get("Content-Disposition"), "attachment") || strings.Contains(r.header.Get("Content-Type"), "html") {
			t.Errorf("%s is shown: %d %s", f.Name, r.status, r.header.Get("Content-Type"))
		}
	}
}

// TestS6Unit: a unit has so many files in a period, whoever of it hands in.
func TestS6Unit(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	n := 0
	some := func(count int) int {
		var files []upload
		for range count {
			n++
			files = append(files, upload{"a.txt", []byte(fmt.Sprint("file ", n))})
		}
		return b.handIn(h.mine, files...).status
	}
	for _, c := range []struct{ count, want int }{{20, http.StatusSeeOther}, {10, http.StatusSeeOther}, {19, http.StatusSeeOther}, {2, http.StatusUnprocessableEntity}, {1, http.StatusSeeOther}, {1, http.StatusUnprocessableEntity}} {
		if got := some(c.count); got != c.want {
			t.Errorf("%d more, up to %d: %d, want %d", c.count, n, got, c.want)
		}
		h.clock.move(31 * time.Minute)
		if !h.signedIn(b) {
			*b = *h.enter("clerk")
		}
	}
}

func (h *house) signedIn(b *browser) bool { return b.get("/me").status == http.StatusOK }

// TestS38Proof: the whole ledger is proved; one byte of an original, or of what was seen, is
// told on the pages of who keeps it, and recorded; an untouched one is told whole.
func TestS38Proof(t *testing.T) {
	h := newHouse(t)
	h.admit("keep", act.Held{Role: act.Keeper})
	b := h.enter("keep")
	if !strings.Contains(b.get("/audit").body, "还没有核验") {
		t.Error("a proof that there is none of")
	}
	must(t, h.desk.ProveLedger(t.Context()))
	if body := b.get("/audit").body; !strings.Contains(body, "台账完好") || !strings.Contains(body, "核验台账") {
		t.Error("a whole ledger is not told")
	}
	originals, err := filepath.Glob(filepath.Join(h.dir, "ledger", "originals", "??", "*"))
	must(t, err)
	data, err := os.ReadFile(originals[0])
	must(t, err)
	data[len(data)/2] ^= 1
	must(t, os.Remove(originals[0])) // it is shared with other tests
	must(t, os.WriteFile(originals[0], data, 0o600))
	if err := h.desk.ProveLedger(t.Context()); err == nil {
		t.Error("a byte of an original was changed")
	}
	if body := b.get("/audit").body; !strings.Contains(body, "核验发现 1 处不对") || !strings.Contains(body, filepath.Base(originals[0])[:12]) {
		t.Error("the original is not named")
	}
}
