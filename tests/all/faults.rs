//! What happens to machines: the power goes, the disk is full, a file is damaged, swapped or gone, two programs run
//! at once. What was answered is there, nothing half made is seen, and nobody else notices.

mod disk_full;
mod displaced;
mod files;
mod import;
mod kill;
mod sync;
mod two;
mod wal;
