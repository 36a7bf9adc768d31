package batch_test

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"huibao"
	"huibao/batch"
)

// TestArchive hands returns in as a .zip: each member is accounted for, read as if
// it lay in the folder, and kept as an original of its own.
func TestArchive(t *testing.T) {
	w, month, returns := emptied(t)
	folder := w.Returns(month.Period)
	county, bureau := returns["海原县_2024-05.xlsx"], returns["市水务局_2024-05.xlsx"]
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("市水务局_2024-05.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	put := func(h zip.FileHeader, data []byte) {
		t.Helper()
		h.Method = zip.Store
		w, err := z.CreateHeader(&h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	put(zip.FileHeader{Name: "县区/海原县_2024-05.xlsx"}, county)
	put(zip.FileHeader{Name: gbk, NonUTF8: true}, bureau)
	put(zip.FileHeader{Name: "__MACOSX/._海原县_2024-05.xlsx"}, []byte("mac"))
	put(zip.FileHeader{Name: "../../外面.xlsx"}, []byte("PK\x03\x04 no workbook"))
	put(zip.FileHeader{Name: "盖章.pdf"}, []byte("%PDF-1.7"))
	put(zip.FileHeader{Name: "坏.xlsx"}, []byte("MARKER-OF-A-MEMBER-THAT-IS-DAMAGED"))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	data := bytes.Replace(b.Bytes(), []byte("MARKER-OF"), []byte("marker-of"), 1)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "各单位.zip"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	res, err := batch.Run(context.Background(), w, options(month))
	if err != nil {
		t.Fatal(err)
	}
	base := "returns/2024-05/各单位.zip"
	want := map[string]huibao.ReturnState{base: huibao.StateArchive, base + "!县区/海原县_2024-05.xlsx": huibao.StateAccepted, base + "!市水务局_2024-05.xlsx": huibao.StateAccepted,
		base + "!__MACOSX/._海原县_2024-05.xlsx": huibao.StateIgnored, base + "!外面.xlsx": huibao.StateUnrecognised, base + "!盖章.pdf": huibao.StateAttachment, base + "!坏.xlsx": huibao.StateUnrecognised}
	got := map[string]huibao.ReturnState{}
	for _, s := range res.Consolidation.Submissions() {
		got[s.Path] = s.State
	}
	for path, state := range want {
		if got[path] != state {
			t.Errorf("%s is %q, want %q", path, got[path], state)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d submissions, want %d: %v", len(got), len(want), got)
	}
	again, err := batch.Run(context.Background(), w, options(month))
	if err != nil || !again.Unchanged() || again.Summary.Files != len(want) {
		t.Errorf("a second run: %+v, %v", again, err)
	}
}
