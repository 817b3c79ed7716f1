//! On which file system does a file lie? Read from the kernel's list of mounts.

use std::path::Path;

/// File systems shared over a network, or with a host, where byte-range locks and shared memory can't be trusted.
const NETWORK: &[&str] = &[
    "9p",
    "acfs",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "gfs",
    "gfs2",
    "glusterfs",
    "gpfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "ocfs2",
    "orangefs",
    "pvfs2",
    "smb3",
    "smbfs",
    "vboxsf",
];

/// The same in user space: what follows `fuse.`.
const NETWORK_FUSE: &[&str] = &[
    "afp",
    "beegfs",
    "blobfuse",
    "ceph",
    "ceph-fuse",
    "curlftpfs",
    "davfs",
    "davfs2",
    "gcsfuse",
    "glusterfs",
    "goofys",
    "juicefs",
    "JuiceFS",
    "mfs",
    "rclone",
    "s3fs",
    "smbnetfs",
    "sshfs",
    "vmhgfs-fuse",
];

/// The kind of network file system that holds the path, if it is one. Where the system has no list of mounts, none
/// is found.
pub(crate) fn network_file_system(canonical: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    file_system(&mounts, canonical).filter(|kind| is_network(kind))
}

/// The kind of file system that holds the path: of the mounts that contain it the one with the longest path, and of
/// those on the same path the last, which covers the others.
fn file_system(mountinfo: &str, path: &Path) -> Option<String> {
    let mut best: Option<(usize, &str)> = None;
    for line in mountinfo.lines() {
        let Some((point, kind)) = mount(line) else { continue };
        let length = Path::new(&point).components().count();
        if path.starts_with(&point) && best.is_none_or(|(longest, _)| length >= longest) {
            best = Some((length, kind));
        }
    }
    best.map(|(_, kind)| kind.to_owned())
}

/// Mount point and kind from a line such as `36 35 98:0 /root /mnt rw,noatime master:1 - ext3 /dev/sda rw`.
fn mount(line: &str) -> Option<(String, &str)> {
    let (place, source) = line.split_once(" - ")?;
    let point = place.split(' ').nth(4)?;
    Some((unescape(point), source.split(' ').next()?))
}

/// The kernel writes space, tab, newline and backslash as three octal digits.
fn unescape(text: &str) -> String {
    let plain = [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")];
    plain.iter().fold(text.to_owned(), |text, (code, plain)| text.replace(code, plain))
}

fn is_network(kind: &str) -> bool {
    match kind.strip_prefix("fuse.") {
        Some(program) => NETWORK_FUSE.contains(&program),
        None => NETWORK.contains(&kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 27 0:40 / /srv rw - nfs4 files:/srv rw
41 40 0:41 / /srv/local rw shared:7 - xfs /dev/vdb rw
42 27 0:42 / /home/a\\040b rw - fuse.sshfs me@there:/ rw
43 27 0:43 / /ntfs rw - fuseblk /dev/vdc rw
44 27 0:44 / /over rw - ext4 /dev/vdd rw
45 44 0:45 / /over rw - cifs //pc/share rw";

    fn network(path: &str) -> Option<String> {
        file_system(MOUNTS, Path::new(path)).filter(|kind| is_network(kind))
    }

    #[test]
    fn the_deepest_mount_decides() {
        assert_eq!(network("/srv/taizhang.db").as_deref(), Some("nfs4"));
        assert_eq!(network("/srv/local/taizhang.db"), None);
        assert_eq!(network("/var/lib/taizhang.db"), None);
    }

    #[test]
    fn a_mount_is_a_whole_path_not_a_prefix_of_letters() {
        assert_eq!(network("/srv2/taizhang.db"), None);
    }

    #[test]
    fn the_last_mount_on_a_path_covers_the_others() {
        assert_eq!(network("/over/taizhang.db").as_deref(), Some("cifs"));
    }

    #[test]
    fn user_space_is_told_apart_and_spaces_are_read() {
        assert_eq!(network("/home/a b/taizhang.db").as_deref(), Some("fuse.sshfs"));
        assert_eq!(network("/ntfs/taizhang.db"), None);
    }

    #[test]
    fn rubbish_in_the_list_is_passed_over() {
        assert_eq!(file_system("rubbish\n\n1 2 3 - ext4", Path::new("/a")), None);
    }
}
