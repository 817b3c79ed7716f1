mod importing;
mod keeping;
mod opening;
mod piping;
mod speaking;
