mod importing;
mod keeping;
mod namesakes;
mod opening;
mod piping;
mod speaking;
mod telling;
