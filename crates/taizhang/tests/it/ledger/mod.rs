mod changes;
mod copying;
mod following;
mod undoing;
mod verifying;
