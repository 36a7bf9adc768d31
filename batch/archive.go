package batch

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"

	"huibao"
	"huibao/internal/fault"
	"huibao/ledger"
)

// memberSign stands between an archive's path and its member's: a.zip!b.xlsx.
const memberSign = "!"

// unpack hands in the members of a .zip or the attachments of a mail: each is an original of its own, and is
// accounted for; the archive itself is one more entry. ok is false where the file
// is no archive of files.
func (r *reader) unpack(ctx context.Context, s huibao.Submission, kept ledger.Original) (list []huibao.Submission, ok bool, err error) {
	budget := r.opt.Limits.TotalBytes
	switch strings.ToLower(path.Ext(s.Path)) {
	case ".zip":
		return r.unzip(ctx, s, cover{}, kept, &budget)
	case ".eml":
		return r.unmail(ctx, s, kept, &budget)
	}
	return nil, false, nil
}

// unzip is unpack of a .zip, which may have come in a mail; what is left of the budget bounds all members.
func (r *reader) unzip(ctx context.Context, s huibao.Submission, in cover, kept ledger.Original, budget *int64) (list []huibao.Submission, ok bool, err error) {
	f, err := r.led.Original(kept.SHA256)
	if err != nil {
		return nil, false, err
	}
	defer f.Close()
	z, err := zip.NewReader(f, kept.Size)
	if err != nil || isOffice(z) {
		return nil, false, nil
	}
	s.State, s.Why = huibao.StateArchive, fmt.Sprintf("压缩包，内有 %d 个文件", countFiles(z))
	list = []huibao.Submission{s}
	in.told = "压缩包 " + path.Base(s.Path) + " 中的文件"
	for i, m := range z.File {
		if err := ctx.Err(); err != nil {
			return nil, true, err
		}
		if m.FileInfo().IsDir() {
			continue
		}
		if i >= r.opt.Limits.Parts {
			s.Path, s.SHA256, s.State = memberPath(s.Path, fmt.Sprintf("（第 %d 个以后的文件）", i)), "", ""
			return append(list, described(s, huibao.RemarkOverLimit, fmt.Sprintf("压缩包内的文件超过 %d 个，请分几个压缩包报送，或用 --limit-parts 调高", r.opt.Limits.Parts))), true, nil
		}
		members, err := r.member(ctx, s, in, m, budget)
		if err != nil {
			return nil, true, err
		}
		list = append(list, members...)
	}
	return list, true, nil
}

func memberPath(archive, name string) string { return archive + memberSign + name }

// isOffice reports whether a zip is one document: a workbook, a text, an
// OpenDocument.
func isOffice(z *zip.Reader) bool {
	return slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "[Content_Types].xml" || f.Name == "mimetype" })
}

func countFiles(z *zip.Reader) int {
	n := 0
	for _, f := range z.File {
		if !f.FileInfo().IsDir() {
			n++
		}
	}
	return n
}

// member hands in one member; what is left of the budget bounds all of them.
func (r *reader) member(ctx context.Context, archive huibao.Submission, in cover, m *zip.File, budget *int64) ([]huibao.Submission, error) {
	s, kept, err := r.keepMember(archive, m, budget)
	if err != nil || s.Return != nil {
		return []huibao.Submission{s}, err
	}
	list, err := r.read(ctx, s.Path, kept, in)
	return r.each(s, list), err
}

// keepMember keeps a member's content; one that is not to be read is described.
func (r *reader) keepMember(archive huibao.Submission, m *zip.File, budget *int64) (huibao.Submission, ledger.Original, error) {
	none := ledger.Original{}
	s := archive
	s.Path, s.SHA256, s.State, s.Why = memberPath(archive.Path, memberName(m)), "", "", ""
	s.Size = int64(min(m.UncompressedSize64, 1<<62))
	limit := min(r.opt.Limits.FileBytes, *budget)
	switch {
	case isSystemFile(s.Path) || strings.HasPrefix(m.Name, "__MACOSX/"):
		return described(s, huibao.RemarkSystemFile, "系统文件，不是报表"), none, nil
	case m.Flags&1 != 0:
		return described(s, huibao.RemarkEncrypted, "压缩包加了密码；请去掉密码重新报送"), none, nil
	case s.Size > limit:
		return described(s, huibao.RemarkOverLimit, fmt.Sprintf("解压后 %d 字节，超过上限 %d 字节；请单独报送，或用 --limit-file 调高", s.Size, limit)), none, nil
	}
	in, err := m.Open()
	if err != nil {
		return described(s, huibao.RemarkDamaged, "压缩包中的文件已损坏，请重新打包报送"), none, nil
	}
	defer in.Close()
	bounded := &damageReader{r: io.LimitReader(in, limit+1)}
	kept, err := r.led.Keep(bounded)
	switch {
	case bounded.err != nil:
		return described(s, huibao.RemarkDamaged, "压缩包中的文件已损坏（"+fault.Text(bounded.err)+"），请重新打包报送"), none, nil
	case err != nil:
		return s, none, fmt.Errorf("%s：%w", s.Path, err)
	case kept.Size > limit:
		return described(s, huibao.RemarkOverLimit, fmt.Sprintf("解压后超过上限 %d 字节；请单独报送", limit)), none, nil
	}
	*budget -= kept.Size
	s.SHA256, s.Size = kept.SHA256, kept.Size
	return s, kept, nil
}

// memberName is a member's name as a relative path; names that are not UTF-8 are
// GB18030, as Chinese Windows writes them.
func memberName(m *zip.File) string {
	name := m.Name
	if m.NonUTF8 {
		if s, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = s
		}
	}
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
}

// damageReader remembers the error that a damaged member gave, apart from those
// of keeping it.
type damageReader struct {
	r   io.Reader
	err error
}

func (c *damageReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if err != nil && err != io.EOF {
		c.err = err
	}
	return n, err
}
