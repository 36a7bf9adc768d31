package batch_test

import (
	"os"
	"testing"

	"huibao/batch"
	"huibao/samples"
)

// sampled is the sample before anything was run, and its first period.
func sampled(t *testing.T) (batch.Workspace, samples.Month) {
	t.Helper()
	dir := t.TempDir()
	must(t, samples.Unpack(dir))
	w, err := at(dir)
	must(t, err)
	return w, samples.Periods()[0]
}

// emptied is the sample's first period with a folder of returns that holds none, and those that it held, by
// name.
func emptied(t *testing.T) (w batch.Workspace, month samples.Month, returns map[string][]byte) {
	t.Helper()
	w, month = sampled(t)
	folder := w.Returns(month.Period)
	returns = map[string][]byte{}
	for name, data := range whole(t, folder) {
		returns[name] = []byte(data)
	}
	must(t, os.RemoveAll(folder))
	must(t, os.MkdirAll(folder, 0o755))
	return w, month, returns
}
