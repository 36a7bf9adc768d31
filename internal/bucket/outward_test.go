package bucket

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// TestS34Bucket: originals go to the server that is set alone: not to where a redirect of it leads,
// nor by a proxy that the environment names, nor to another host that the library would ask.
func TestS34Bucket(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("somebody came to another host") }))
	defer other.Close()
	t.Setenv("HTTP_PROXY", other.URL)
	t.Setenv("HTTPS_PROXY", other.URL)
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		http.Redirect(w, r, other.URL+r.URL.Path, http.StatusTemporaryRedirect)
	}))
	defer server.Close()
	t.Setenv(EndpointVariable, server.URL)
	t.Setenv(KeyVariable, "KEY00000")
	t.Setenv(SecretVariable, "secret")
	b, err := Open("s3://bucket/p")
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Put(context.Background(), "a", strings.NewReader("x"), 1); err == nil || asked == 0 {
		t.Errorf("a redirect is where it was put: %v, asked %d times", err, asked)
	}
	u, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	if res, err := (&http.Client{Transport: transport(u, nil)}).Get(other.URL); err == nil {
		_ = res.Body.Close()
		t.Error("another host is reached")
	}
	for _, x := range []struct {
		server, host, port string
		is                 bool
	}{
		{"https://s3.example", "s3.example", "443", true}, {"https://s3.example", "b.s3.example", "443", true}, {"https://s3.example:9000", "s3.example", "9000", true}, {"http://127.0.0.1", "127.0.0.1", "80", true},
		{"https://s3.example", "s3.example", "80", false}, {"https://s3.example:9000", "s3.example", "443", false}, {"https://s3.example", "evils3.example", "443", false}, {"https://s3.example", "s3.example.evil", "443", false}, {"https://s3.example", "169.254.169.254", "443", false},
		{"https://s3.amazonaws.com", "b.s3.dualstack.eu-west-1.amazonaws.com", "443", true}, {"https://s3.amazonaws.com", "evilamazonaws.com", "443", false}, {"https://s3.example", "s3.amazonaws.com", "443", false},
	} {
		u, err := url.Parse(x.server)
		if err != nil {
			t.Fatal(err)
		}
		if ofServer(x.host, x.port, u) != x.is {
			t.Errorf("%+v", x)
		}
	}
}
