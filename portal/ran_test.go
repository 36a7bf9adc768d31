package portal

import (
	"errors"
	"strconv"

	"github.com/xuri/excelize/v2"

	"huibao"
)

// withoutOwnEditions has a plan's locks print no workbook of each county, which takes half of their
// time and which no page shows.
func withoutOwnEditions(path string) error {
	f, err := excelize.OpenFile(path)
	if err != nil {
		return err
	}
	rows, err := f.GetRows("审核设置")
	return errors.Join(err, f.SetSheetRow("审核设置", "A"+strconv.Itoa(len(rows)+1), &[]string{"分册级别", "", huibao.LevelZone.Label()}), f.Save(), f.Close())
}
