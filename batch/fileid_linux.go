package batch

import (
	"io/fs"
	"os"
	"slices"
	"syscall"
)

// localSystems are the file systems that date every change by this machine's clock, by the
// numbers of statfs(2): ext2 to ext4, XFS, Btrfs, F2FS, ZFS, overlayfs and tmpfs.
var localSystems = []int64{0xEF53, 0x58465342, 0x9123683E, 0xF2F52010, 0x2FC12FC1, 0x794C7630, 0x01021994}

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
