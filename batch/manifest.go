package batch

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"huibao"
	"huibao/inforce"
	"huibao/internal/durable"
)

// Names of what lies beside the blank returns of a period.
const (
	ManifestFile = "清单.csv"
	mailName     = "下发_" // and the period: all blank returns in one archive
)

// writeManifest lists who gets which file, of all that lie in issued/, and packs
// them for mailing if wanted; the same files give the same bytes.
func writeManifest(w Workspace, p *inforce.Plan, pack bool) (archive string, err error) {
	period := p.Period()
	var list bytes.Buffer
	list.WriteString("\ufeff")
	out := csv.NewWriter(&list)
	rows := [][]string{{"单位", "文件", "指标行数", "会审任务数", "报送截止", "SHA-256"}}
	var mail bytes.Buffer
	z := zip.NewWriter(&mail)
	for _, u := range p.ReturningUnits() {
		name := issuedName(u.Name, period)
		data, err := os.ReadFile(filepath.Join(w.Issued(period), name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		f := p.Form(u.Code, nil)
		sum := sha256.Sum256(data)
		rows = append(rows, []string{u.Name, name, strconv.Itoa(len(f.Rows)), strconv.Itoa(len(f.Reviews)), f.Day.Deadline.String(), hex.EncodeToString(sum[:])})
		if err := addMember(z, name, data, f.Day.Issue); err != nil {
			return "", err
		}
	}
	if err := errors.Join(out.WriteAll(rows), z.Close()); err != nil {
		return "", err
	}
	if err := durable.WriteFile(filepath.Join(w.Issued(period), ManifestFile), list.Bytes(), 0o644); err != nil || !pack {
		return "", err
	}
	archive = filepath.Join(w.Issued(period), mailName+period.String()+".zip")
	return archive, durable.WriteFile(archive, mail.Bytes(), 0o644)
}

// addMember stores a workbook, which is compressed already.
func addMember(z *zip.Writer, name string, data []byte, day huibao.Date) error {
	out, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store, Modified: day.Time()})
	if err != nil {
		return err
	}
	_, err = out.Write(data)
	return err
}
