package batch_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao/batch"
)

// TestPersonal plants numbers of persons in every text of a return and looks for them
// in all that a run writes, inflated: none shows unmasked, and the run warns of the
// file.
func TestPersonal(t *testing.T) {
	w, month := sampled(t)
	path := filepath.Join(w.Returns(month.Period), "海原县_2024-05.xlsx")
	canaries := []string{"11010519491231002X", "11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", "110105 19491231 002X", "110105491231002", "13800138000", "138-0013-8000", "4111 1111 1111 1111", "6222021234567890128"}
	f, err := excelize.OpenFile(path)
	must(t, err)
	for _, s := range f.GetSheetList() {
		rows, err := f.GetRows(s)
		must(t, err)
		for r, row := range rows {
			for c, text := range row {
				if text == "说明" && r < 6 {
					for i, canary := range canaries {
						ref, _ := excelize.CoordinatesToCellName(c+1, r+2+i)
						must(t, f.SetCellStr(s, ref, "联系人"+canary+"已核对并说明原因"))
					}
				}
			}
		}
	}
	must(t, f.SetCellStr("计数", "F30", "张三 "+canaries[0]))
	must(t, f.Save())
	res, err := batch.Run(context.Background(), w, options(month))
	must(t, err)
	if len(res.Summary.Personal) != 1 {
		t.Errorf("warned of %v", res.Summary.Personal)
	}
	said, err := json.Marshal(res.Summary)
	must(t, err)
	look := func(name string, data []byte) {
		for _, canary := range canaries {
			if bytes.Contains(data, []byte(canary)) && !strings.Contains(name, "returned") {
				t.Errorf("%s shows %s", name, canary)
			}
		}
	}
	look("the summary", said)
	err = filepath.WalkDir(w.Out(month.Period), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		look(path, data)
		if z, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err == nil {
			for _, part := range z.File {
				in, err := part.Open()
				if err != nil {
					return err
				}
				text, err := io.ReadAll(in)
				if err != nil {
					return err
				}
				look(path+"!"+part.Name, text)
			}
		}
		return nil
	})
	must(t, err)
}
