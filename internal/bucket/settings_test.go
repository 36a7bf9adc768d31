package bucket_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"huibao/internal/bucket"
	"huibao/internal/buckettest"
)

const address = "s3://" + buckettest.Name + "/p"

func put(b *bucket.Bucket, text string) error {
	return b.Put(context.Background(), "a", strings.NewReader(text), int64(len(text)))
}

// TestEnvironment: what the environment lacks or says wrong is told with what to write, and never
// with the secret.
func TestEnvironment(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{bucket.EndpointVariable, "", "要在环境变量 AWS_ENDPOINT_URL 中写明服务器的网址"},
		{bucket.EndpointVariable, "s3.example", "应写作 https://主机"},
		{bucket.EndpointVariable, "https://u:hush@s3.example", "应写作 https://主机"},
		{bucket.EndpointVariable, "https://s3.example/path", "应写作 https://主机"},
		{bucket.EndpointVariable, "ftp://s3.example", "应写作 https://主机"},
		{bucket.EndpointVariable, "http://s3.example", "原件会明文经过网络：请改用 https"},
		{bucket.EndpointVariable, "http://127.0.0.1:9000", ""},
		{bucket.KeyVariable, "", "要有密钥：环境变量 AWS_ACCESS_KEY_ID"},
		{bucket.SecretVariable, "", "要有密钥"},
		{bucket.AuthorityFile, "/nowhere", "AWS_CA_BUNDLE 写的证书文件无法读取"},
		{bucket.AuthorityFile, os.Args[0], "里没有证书（PEM）"},
	} {
		t.Run(c.name+" "+c.want, func(t *testing.T) {
			buckettest.New(t)
			t.Setenv(c.name, c.value)
			_, err := bucket.Open(address)
			if (err == nil) != (c.want == "") || err != nil && (!strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "hush")) {
				t.Errorf("got %v", err)
			}
		})
	}
	buckettest.New(t)
	t.Setenv(bucket.EndpointVariable, "http://s3.example")
	t.Setenv(bucket.ClearVariable, "1")
	if _, err := bucket.Open(address); err != nil {
		t.Error(err)
	}
}

// TestSecretFiles: a key may lie in a file, which is its owner's alone.
func TestSecretFiles(t *testing.T) {
	buckettest.New(t)
	path := filepath.Join(t.TempDir(), "key")
	t.Setenv(bucket.SecretVariable, "")
	t.Setenv(bucket.SecretVariable+"_FILE", path)
	if _, err := bucket.Open(address); err == nil || !strings.Contains(err.Error(), "AWS_SECRET_ACCESS_KEY_FILE 写的文件无法打开") {
		t.Errorf("got %v", err)
	}
	for mode, refused := range map[os.FileMode]bool{0o600: false, 0o400: false, 0o640: true, 0o604: true} {
		if err := errors.Join(os.WriteFile(path, []byte("hush-hush\n"), 0o600), os.Chmod(path, mode)); err != nil {
			t.Fatal(err)
		}
		b, err := bucket.Open(address)
		if runtime.GOOS != "windows" && (err != nil) != refused || err != nil && !strings.Contains(err.Error(), "请先 chmod 600") {
			t.Errorf("%v: %v", mode, err)
		}
		if err == nil {
			if err := put(b, "text"); err != nil {
				t.Error(err)
			}
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

// TestNotThere: a server that is not there, or not trusted, is told as that.
func TestNotThere(t *testing.T) {
	buckettest.New(t)
	t.Setenv(bucket.AuthorityFile, "")
	b, err := bucket.Open(address)
	if err == nil {
		err = put(b, "text")
	}
	if err == nil || !strings.Contains(err.Error(), "的证书不可信；用自己的证书的，请在 AWS_CA_BUNDLE 中写明") {
		t.Errorf("got %v", err)
	}
	t.Setenv(bucket.EndpointVariable, "http://127.0.0.1:1")
	if b, err = bucket.Open(address); err == nil {
		err = put(b, "text")
	}
	if err == nil || !strings.Contains(err.Error(), "连不上存放原件的 "+address+"（http://127.0.0.1:1）") {
		t.Errorf("got %v", err)
	}
	if b.Key != "TES***00" || b.Region != "us-east-1" {
		t.Errorf("%+v", b.Settings)
	}
}

// TestList gives more objects than a server gives at once, each once, and stops where it is told.
func TestList(t *testing.T) {
	s := buckettest.New(t)
	bucket.Hurry(time.Minute)
	const n = 2100
	for i := range n {
		s.Put(t, "p/x/"+strings.Repeat("a", i%7)+string(rune(0x4e00+i)), "")
	}
	s.Put(t, "p2/x/other", "")
	b, err := bucket.Open(address)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	if err := b.List(context.Background(), "", func(x bucket.Item) error { seen[x.Name] = true; return nil }); err != nil || len(seen) != n {
		t.Errorf("%d of %d, %v", len(seen), n, err)
	}
	stop, asked := errors.New("stop"), 0
	if err := b.List(context.Background(), "x/a", func(bucket.Item) error { asked++; return stop }); !errors.Is(err, stop) || asked != 1 {
		t.Errorf("%d, %v", asked, err)
	}
}

// TestPutNew makes an object once.
func TestPutNew(t *testing.T) {
	buckettest.New(t)
	b, err := bucket.Open(address)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{true, false} {
		if made, err := b.PutNew(context.Background(), "mark", strings.NewReader("id"), 2); err != nil || made != want {
			t.Errorf("%d: %v, %v", i, made, err)
		}
	}
}
