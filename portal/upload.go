package portal

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"time"

	"huibao"
	"huibao/internal/mask"
	"huibao/portal/desk"
)

// maxUpload bounds the body of a hand-in: several files of the largest size.
const maxUpload = 128 << 20

// Slow bodies (S1): in every stretch of this time so many bytes must come.
const (
	slowTime  = 60 * time.Second
	slowBytes = 60 << 10
)

// paced lets a body take its time while it goes on coming.
type paced struct {
	io.ReadCloser
	control *http.ResponseController
	clock   func() time.Time
	since   int64
	cut     bool // it broke off
}

func (p *paced) Read(b []byte) (int, error) {
	n, err := p.ReadCloser.Read(b)
	var tooLarge *http.MaxBytesError
	p.cut = p.cut || err != nil && err != io.EOF && !errors.As(err, &tooLarge)
	if p.since += int64(n); p.since >= slowBytes {
		p.since = 0
		p.extend()
	}
	return n, err
}

// extend gives the request more time; a connection that knows no deadlines has enough.
func (p *paced) extend() {
	if p.clock == nil {
		return
	}
	until := p.clock().Add(slowTime)
	_ = p.control.SetReadDeadline(until)
	_ = p.control.SetWriteDeadline(until.Add(slowTime))
}

// handIn takes the files of a unit. With the body gone wrong nothing is handed in.
func (s *Server) handIn(w http.ResponseWriter, r *request) error {
	began := s.desk.Now()
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	body, next := s.filesOf(w, r.Request)
	taken, err := s.desk.HandIn(r.Context(), r.person, p, r.PathValue("unit"), began, next)
	s.logScan(taken, err)
	if status, sentence := s.problem(w, err); status != 0 {
		_, _ = io.CopyN(io.Discard, r.Body, maxUpload) // a browser that is still sending would not see the answer
		return s.showReturn(w, r, status, sentence)
	}
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return err
	case body.broken(err):
		return s.showReturn(w, r, http.StatusBadRequest, "没有传完，没有收下；请再传一次，同一个文件不会算成两版")
	case err != nil:
		return err
	}
	s.toTaken(w, r, p, r.PathValue("unit"), taken)
	return nil
}

// logScan says in the log why a hand-in was not scanned, and that one holds a virus.
func (s *Server) logScan(taken *desk.Taken, err error) {
	why := desk.NotScanned(err)
	if taken != nil {
		why = taken.Unscanned
	}
	if why != nil {
		s.opt.Log.Warn("not scanned", "error", why.Error(), "taken", taken != nil)
	}
	if taken != nil && taken.Infected > 0 {
		s.opt.Log.Warn("a virus was handed in", "act", taken.First, "files", taken.Infected)
	}
}

// toTaken leads to what was handed in.
func (s *Server) toTaken(w http.ResponseWriter, r *request, p huibao.Period, unit string, taken *desk.Taken) {
	q := url.Values{"taken": {strconv.Itoa(taken.First)}}
	if taken.Again {
		q.Set("again", "1")
	}
	if taken.Infected > 0 {
		q.Set("infected", strconv.Itoa(taken.Infected))
	}
	http.Redirect(w, r.Request, returnPath(p, unit)+"?"+q.Encode(), http.StatusSeeOther)
}

// filesOf are the files of a form as they come, within the pace that a body must keep.
func (s *Server) filesOf(w http.ResponseWriter, r *http.Request) (*paced, func() (desk.Incoming, error)) {
	body := &paced{ReadCloser: r.Body, control: http.NewResponseController(w), clock: s.opt.Clock}
	body.extend()
	r.Body = body
	parts, err := r.MultipartReader()
	if err != nil {
		return body, func() (desk.Incoming, error) { return desk.Incoming{}, io.EOF }
	}
	return body, func() (desk.Incoming, error) { return nextFile(parts) }
}

// stage keeps the files of a person whose session has ended, and asks him to sign in.
// Nothing of a stranger's is read.
func (s *Server) stage(w http.ResponseWriter, r *request) {
	v := loginView{Problem: "登录已过期，文件没有收下；请登录后再报一次", Next: "/"}
	if p, err := periodOf(r); err == nil {
		_, next := s.filesOf(w, r.Request)
		kept, err := s.desk.Stage(r.Context(), s.token(r.Request), s.address(r.Request), p, r.PathValue("unit"), next)
		if err != nil {
			s.opt.Log.Warn("not staged", "error", mask.Text(err.Error()))
		}
		if kept {
			v.Problem = "登录已过期；文件已替您暂存一天，还没有报送。登录后点“继续报送”就行，不用重选"
		}
	}
	s.showLogin(w, r, http.StatusUnauthorized, v)
}

// resume hands in what was staged.
func (s *Server) resume(w http.ResponseWriter, r *request) error {
	staged, taken, err := s.desk.Resume(r.Context(), r.person)
	s.logScan(taken, err)
	if status, sentence := s.problem(w, err); status != 0 {
		s.fail(w, r, status, sentence)
		return nil
	}
	if err != nil {
		return err
	}
	s.toTaken(w, r, staged.Period, staged.Unit, taken)
	return nil
}

func returnPath(p huibao.Period, unit string) string { return "/r/" + p.String() + "/" + unit }

// maxParts bounds how many parts a form may have that are no files.
const maxParts = 20

// broken reports whether an error comes of a body that did not come whole.
func (p *paced) broken(err error) bool {
	return p.cut || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || errors.Is(err, errNoForm)
}

var errNoForm = errors.New("portal: the form cannot be read")

// nextFile is the next part that is a file; an empty field of a form is none.
func nextFile(parts *multipart.Reader) (desk.Incoming, error) {
	for range maxParts {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return desk.Incoming{}, err
		}
		if err != nil {
			return desk.Incoming{}, errors.Join(errNoForm, err)
		}
		if name := fileName(part); name != "" {
			return desk.Incoming{Name: name, Body: part}, nil
		}
	}
	return desk.Incoming{}, errNoForm
}

// maxFileName bounds the name of a file, in bytes (S2).
const maxFileName = 255

// fileName is what the browser calls the file of a part, "" for none. The whole name is
// asked for: what to make of it is the desk's.
func fileName(p *multipart.Part) string {
	_, params, err := mime.ParseMediaType(p.Header.Get("Content-Disposition"))
	if err != nil {
		return ""
	}
	name := params["filename"]
	if len(name) > maxFileName {
		ext := path.Ext(name)
		if len(ext) > maxFileName/2 {
			ext = ""
		}
		name = name[:maxFileName-len(ext)] + ext
	}
	return name
}

// explain takes an explanation that was typed in the page.
func (s *Server) explain(w http.ResponseWriter, r *request) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	err = s.desk.Explain(r.Context(), r.person, p, r.PathValue("unit"), r.PostForm.Get("finding"), r.PostForm.Get("text"))
	if status, sentence := s.problem(w, err); status != 0 {
		return s.showReturn(w, r, status, sentence)
	}
	if err != nil {
		return err
	}
	s.done(w, r, returnPath(p, r.PathValue("unit")), "说明已记下")
	return nil
}

// pickOf is the file of a unit that the request names; the zero Pick where it names none.
func pickOf(n, part string) (desk.Pick, error) {
	number := func(text string) (int, error) {
		if text == "" {
			return 0, nil
		}
		x, err := strconv.Atoi(text)
		if err != nil || x < 0 {
			return 0, desk.ErrNotFound
		}
		return x, nil
	}
	var pick desk.Pick
	var err, err2 error
	pick.N, err = number(n)
	pick.Part, err2 = number(part)
	return pick, errors.Join(err, err2)
}

// download answers with a file of a unit's.
func (s *Server) download(w http.ResponseWriter, r *request) error {
	kinds := map[string]func(*request, huibao.Period, desk.Pick) (*desk.Download, error){
		"original": func(r *request, p huibao.Period, pick desk.Pick) (*desk.Download, error) {
			return s.desk.Original(r.Context(), r.person, p, r.PathValue("unit"), pick)
		},
		"annotated": func(r *request, p huibao.Period, pick desk.Pick) (*desk.Download, error) {
			return s.desk.Copy(r.Context(), r.person, p, r.PathValue("unit"), pick)
		},
		"receipt.pdf": func(r *request, p huibao.Period, pick desk.Pick) (*desk.Download, error) {
			return s.desk.Receipt(r.Context(), r.person, p, r.PathValue("unit"), pick)
		},
	}
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	get, ok := kinds[r.PathValue("what")]
	pick, err := pickOf(r.PathValue("n"), r.URL.Query().Get("part"))
	if err != nil || !ok {
		return desk.ErrNotFound
	}
	f, err := get(r, p, pick)
	if status, sentence := s.problem(w, err); status != 0 {
		s.fail(w, r, status, sentence)
		return nil
	}
	if err != nil {
		return err
	}
	give(w, r, f)
	return nil
}

// give sends a file to be kept.
func give(w http.ResponseWriter, r *request, f *desk.Download) {
	defer f.Close()
	attach(w, f.Name)
	http.ServeContent(w, r.Request, "", time.Time{}, f)
}

// receipt is the receipt as a page, to print.
func (s *Server) receipt(w http.ResponseWriter, r *request) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	pick, err := pickOf(r.PathValue("n"), r.URL.Query().Get("part"))
	if err != nil {
		return err
	}
	ret, err := s.desk.Return(r.Context(), r.person, p, r.PathValue("unit"), pick)
	if err == nil && ret.Handed == nil {
		err = desk.ErrNotFound
	}
	if err != nil {
		return err
	}
	s.render(w, r, http.StatusOK, "receipt", ret)
	return nil
}
