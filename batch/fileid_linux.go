package batch

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"
	"time"
)

// localSystems are the file systems that date every change by this machine's clock, by the
// numbers of statfs(2): ext2 to ext4, XFS, Btrfs, F2FS and ZFS. Not overlayfs, under which another
// machine's may lie, nor tmpfs, which does not date what is written through a mapping.
var localSystems = []int64{0xEF53, 0x58465342, 0x9123683E, 0xF2F52010, 0x2FC12FC1}

// systemTime is the time by which the system dates files, to some milliseconds; the zero time where
// it can't be had.
func systemTime() time.Time {
	var t syscall.Timeval
	if syscall.Gettimeofday(&t) != nil {
		return time.Time{}
	}
	return time.Unix(t.Unix())
}

// bootOf names this machine's life since it was started; "" where that can't be told. A crash may
// have lost the time of a change and not the change, and a disk may have been elsewhere.
func bootOf() string {
	id, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(id))
}

// keepsTimes reports whether a folder's file system dates every change of a file by this
// machine's clock.
func keepsTimes(dir string) bool {
	var s syscall.Statfs_t
	return syscall.Statfs(dir, &s) == nil && slices.Contains(localSystems, int64(s.Type))
}

// identify is what the system says of a file; the zero fileID where it says too little.
func identify(info fs.FileInfo) fileID {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return fileID{}
	}
	return fileID{uint64(s.Dev), s.Ino, s.Size, s.Mtim.Nano(), s.Ctim.Nano()}
}

// deviceOf is the file system on which a folder lies, of which keepsTimes was asked.
func deviceOf(dir string) uint64 {
	info, err := os.Stat(dir)
	if err != nil {
		return 0
	}
	return identify(info).Dev
}
