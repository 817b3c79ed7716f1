mod changes;
mod coming_back;
mod copying;
mod following;
mod killed;
mod undoing;
mod verifying;
