mod reading;
mod undoing;
