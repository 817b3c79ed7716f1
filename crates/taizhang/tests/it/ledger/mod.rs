mod changes;
mod copying;
mod following;
mod killed;
mod undoing;
mod verifying;
