mod keeping;
mod set_up;
