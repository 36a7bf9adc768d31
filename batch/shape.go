package batch

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
)

// statusShape is what a status is made of, so that one which another program kept is read for no other than it is.
var statusShape = sync.OnceValue(func() string {
	var b strings.Builder
	shapes{&b, map[reflect.Type]bool{}}.add(reflect.TypeFor[shownStatus]())
	return fingerprint(b.String())
})

// shapes writes down what types are made of, each once.
type shapes struct {
	out  *strings.Builder
	told map[reflect.Type]bool
}

func (s shapes) add(t reflect.Type) {
	_, _ = fmt.Fprintf(s.out, "%s %s\n", t, t.Kind()) // a builder never fails
	if s.told[t] {
		return
	}
	s.told[t] = true
	switch t.Kind() {
	case reflect.Map:
		s.add(t.Key())
		s.add(t.Elem())
	case reflect.Pointer, reflect.Slice, reflect.Array:
		s.add(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			_, _ = fmt.Fprintf(s.out, "%s %q ", f.Name, f.Tag)
			s.add(f.Type)
		}
	}
}
